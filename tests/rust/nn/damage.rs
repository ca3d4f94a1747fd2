//! Files that are not what they should be: an error that says what and where, and never a panic.

use super::network::{MIXED, SMALL, values};
use crate::network_file::NetworkFile;
use inquit::Error;
use inquit::encode::network::{Network, Scratch};
use inquit::model::Weights;
use inquit::nn::Arithmetic;
use proptest::prelude::{any, proptest};
use safetensors::tensor::Dtype;

/// Loads and runs a network, if its bytes allow that.
fn read(bytes: &[u8], arithmetic: Arithmetic) -> Result<(), Error> {
    let network = Network::new(&Weights::new("random", bytes)?, arithmetic)?;
    network.run(&mut Scratch::default(), &values(5, network.features().count(), 1));
    Ok(())
}

/// The error of a file that was changed.
fn fault(change: impl Fn(&mut NetworkFile)) -> String {
    let mut file = NetworkFile::random(&MIXED, 1);
    change(&mut file);
    read(&file.bytes(), Arithmetic::Stored).expect_err("a fault").to_string()
}

#[test]
fn each_fault_names_what_was_found_and_what_was_expected() {
    let remove = |name: &str| fault(|file| _ = file.tensors.remove(name));
    let change = |name: &str, at: usize, bytes: &[u8]| {
        fault(|file| file.tensors.get_mut(name).expect("a tensor").2[at..at + bytes.len()].copy_from_slice(bytes))
    };
    for (found, wanted) in [
        (
            fault(|file| file.set("format", "inquit network 9")),
            "its format is \"inquit network 9\", not \"inquit network 1\"",
        ),
        (fault(|file| _ = file.settings.remove("layers")), "it has no setting \"layers\""),
        (fault(|file| file.set("features", "")), "it has no features"),
        (
            fault(|file| file.set("layers", "attention")),
            "layer.0 is \"attention\", not \"recurrent\" or \"conv 3 DISTANCE\"",
        ),
        (fault(|file| file.set("layers", "conv 3 0")), "layer.0 is \"conv 3 0\": no distance in 1..=64"),
        (fault(|file| file.set("features", "word colour")), "it has no tensor table.colour"),
        (remove("layer.1.in.scale"), "it has no tensor layer.1.in.scale"),
        (remove("table.word.scale"), "it has no tensor table.word.scale"),
        (remove("head.label.weight"), "it has no tensor head.label.weight"),
        (fault(|file| file.add_f32("layer.0.bias", &[63], &[0.0; 63])), "layer.0.bias is F32 [63], not F32 [64]"),
        (
            fault(|file| file.add("layer.0.weight", Dtype::I8, &[64, 64], vec![0; 4096])),
            "layer.0.weight is I8 [64, 64], not I8 [64, 192]",
        ),
        (
            fault(|file| file.add("table.shape", Dtype::I8, &[14, 32], vec![0; 448])),
            "table.shape is I8 [14, 32], not a table of 96 numbers a row",
        ),
        (
            fault(|file| file.add("table.word.key", Dtype::U32, &[2], vec![1, 0, 0, 0, 1, 0, 0, 0])),
            "table.word.key: number 1 is not greater than the one before it",
        ),
        (
            fault(|file| {
                let keys = (0..50_u32).flat_map(u32::to_le_bytes).collect();
                file.add("table.word.key", Dtype::U32, &[50], keys);
            }),
            "table.word.key has 50 keys for 50 rows, and there must be fewer",
        ),
        (change("layer.1.out.weight", 70, &[32]), "layer.1.out.weight: number 70 is 32, which is not in -31..=31"),
        (change("layer.1.out.weight", 7, &[128]), "layer.1.out.weight: number 7 is -128, which is not in -31..=31"),
        (change("layer.0.scale", 8, &f32::NAN.to_le_bytes()), "layer.0.scale: number 2 is NaN, which is not finite"),
        (
            change("head.label.bias", 0, &f32::INFINITY.to_le_bytes()),
            "head.label.bias: number 0 is inf, which is not finite",
        ),
        (change("table.shape", 4, &f32::NAN.to_le_bytes()), "table.shape: number 1 is NaN, which is not finite"),
    ] {
        assert_eq!(found, format!("the model random cannot be used: {wanted}"));
    }
}

#[test]
fn a_file_that_is_cut_off_is_an_error() {
    let bytes = NetworkFile::random(&SMALL, 2).bytes();
    for length in (0..bytes.len()).step_by(97) {
        let error = read(&bytes[..length], Arithmetic::Stored).expect_err("a fault").to_string();
        assert!(error.starts_with("the model random cannot be used: it is no safetensors file: "), "{error}");
    }
}

proptest! {
    #[test]
    fn no_damage_makes_it_panic(places in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..6), in_header: bool) {
        let mut bytes = NetworkFile::random(&SMALL, 3).bytes();
        let reach = if in_header { 1200 } else { bytes.len() };
        for (at, byte) in places {
            let length = bytes.len();
            bytes[at % reach.min(length)] = byte;
        }
        for arithmetic in [Arithmetic::Stored, Arithmetic::Float] {
            _ = read(&bytes, arithmetic);
        }
    }

    #[test]
    fn any_bytes_are_an_error(bytes: Vec<u8>) {
        assert!(read(&bytes, Arithmetic::Stored).is_err());
    }
}
