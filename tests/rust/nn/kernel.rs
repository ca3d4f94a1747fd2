//! The fastest kernel and the plain one give the same bits.

use inquit::nn::{Finish, Gather, Kernel, Matrix, Normalize, Numbers, Rows, Scan, SixBit, Table, Weight};
use proptest::prelude::{any, proptest};

/// A stream of numbers from a seed.
fn draw(state: &mut u64) -> u32 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as u32
}

fn draw_float(state: &mut u64) -> f32 {
    draw(state) as f32 / 2_f32.powi(29) - 2.0
}

fn draw_floats(count: usize, state: &mut u64) -> Vec<f32> {
    (0..count).map(|_| draw_float(state)).collect()
}

/// What both kernels make of the same output; equal, or the test fails.
fn both<N: Clone + Same>(before: Vec<N>, work: impl Fn(Kernel, &mut [N])) -> Vec<N> {
    let (mut plain, mut best) = (before.clone(), before);
    work(Kernel::Plain, &mut plain);
    work(Kernel::best(), &mut best);
    assert!(plain.iter().zip(&best).all(|(plain, best)| plain.bits() == best.bits()));
    plain
}

trait Same {
    fn bits(&self) -> u32;
}

impl Same for f32 {
    fn bits(&self) -> u32 {
        self.to_bits()
    }
}

impl Same for u8 {
    fn bits(&self) -> u32 {
        u32::from(*self)
    }
}

proptest! {
    #[test]
    fn a_product_is_exact_and_has_the_same_bits(
        outputs in 0..41_usize,
        width in 1..5_usize,
        count in 0..75_usize,
        taps in 1..4_usize,
        distance in 0..4_usize,
        finish in 0..3_usize,
        extreme: bool,
        mut state: u64,
    ) {
        let (width, finish) = (32 * width, [Finish::Set, Finish::Add, Finish::AddPositive][finish]);
        let inputs = taps * width;
        let number = |state: &mut u64| if extreme { -31 } else { (draw(state) % 63) as i8 - 31 };
        let bytes: Vec<u8> = (0..outputs * inputs).map(|_| number(&mut state).cast_unsigned()).collect();
        let bias = draw_floats(outputs, &mut state);
        let weight = Weight { numbers: Numbers::SixBit(&bytes, vec![1.0; outputs]), bias: bias.clone(), inputs };
        let all: Vec<usize> = (0..outputs).collect();
        let values: Vec<u8> = (0..(count + (taps - 1) * distance) * width)
            .map(|_| if extreme { 127 } else { (draw(&mut state) % 128) as u8 }).collect();
        let rows = Rows { values: &values, width, taps, distance };
        let before = draw_floats(count * outputs, &mut state);
        let after = both(before.clone(), |kernel, out| {
            SixBit::pack(kernel, &weight, &all, 1.0).expect("six bits").multiply(rows, out, finish);
        });
        for (at, (before, after)) in before.iter().zip(after).enumerate() {
            let (row, output) = (at / outputs, at % outputs);
            let seen = (0..taps).flat_map(|tap| rows.piece(row, tap));
            let weights = &bytes[output * inputs..][..inputs];
            let products = seen.zip(weights).map(|(&value, weight)| (i32::from(value) - 64) * i32::from(weight.cast_signed()));
            let product = products.sum::<i32>() as f32 + bias[output];
            let wanted = match finish {
                Finish::Set => product,
                Finish::Add => before + product,
                Finish::AddPositive => before + product.max(0.0),
            };
            assert_eq!(after.to_bits(), wanted.to_bits());
        }
    }

    #[test]
    fn normalisation_has_the_same_bits(width in 1..7_usize, count in 0..9_usize, mut state: u64) {
        let width = 32 * width;
        let rows = draw_floats(count * width, &mut state);
        both(vec![0_u8; count * width], |kernel, out| kernel.run(Normalize { rows: &rows, width, out }));
        let normal =
            both(vec![0_f32; count * width], |kernel, out| kernel.run(Normalize { rows: &rows, width, out }));
        for row in normal.chunks(width) {
            assert!(row.iter().sum::<f32>().abs() < 1e-3);
            assert!((row.iter().map(|number| number * number).sum::<f32>() / width as f32 - 1.0).abs() < 1e-3);
        }
    }

    #[test]
    fn a_recurrence_has_the_same_bits_and_stays_within_one_but_for_rounding(
        channels in 1..5_usize,
        count in 0..9_usize,
        backwards: bool,
        mut state: u64,
    ) {
        let (channels, width) = (16 * channels, 32 * channels);
        let gates: Vec<f32> = draw_floats(2 * channels * count, &mut state).iter().map(|gate| gate * 9.0).collect();
        let column = if backwards { channels } else { 0 };
        both(vec![0_u8; count * width], |kernel, out| {
            let state = &mut vec![0.0; channels];
            kernel.run(Scan { gates: &gates, state, out, width, column, backwards });
        });
        let hidden = both(vec![0_f32; count * width], |kernel, out| {
            let state = &mut vec![0.0; channels];
            kernel.run(Scan { gates: &gates, state, out, width, column, backwards });
        });
        assert!(hidden.iter().all(|number| number.abs() < 1.000_01));
    }

    #[test]
    fn sums_of_rows_have_the_same_bits(width in 1..5_usize, count in 0..5_usize, mut state in any::<u64>()) {
        let width = 32 * width;
        let bytes: Vec<u8> = (0..9 * width).map(|_| draw(&mut state) as u8).collect();
        let floats: Vec<u8> = (0..9 * width).flat_map(|_| draw_float(&mut state).to_le_bytes()).collect();
        let scale = draw_floats(9, &mut state);
        let tables = [
            Table::FourBit(bytes[..9 * width / 2].into(), scale.clone()),
            Table::EightBit((&bytes[..]).into(), scale),
            Table::Float((&floats[..]).into()),
        ];
        let rows: Vec<u32> = (0..3 * count).map(|_| draw(&mut state) % 9).collect();
        both(vec![7_f32; count * width], |kernel, out| {
            kernel.run(Gather { tables: &tables, rows: &rows, width, out });
        });
    }
}
