//! Files of weights: the safetensors format, read where it lies.

use crate::error::Error;
use crate::nn::{Lookup, Numbers, Table, Weight};
use safetensors::tensor::{Dtype, Metadata, SafeTensors};

/// What the setting `format` of every file must be.
const FORMAT: &str = "inquit network 1";

/// The greatest magnitude of a weight of six bits.
const SIX_BIT: i8 = 31;

/// A file of weights. Its numbers may lie at any address; whatever is asked of it is checked.
#[derive(Debug)]
pub struct Weights<'a> {
    name: String,
    metadata: Metadata,
    tensors: SafeTensors<'a>,
}

/// A tensor as it lies in the file.
struct Tensor<'a> {
    kind: Dtype,
    shape: Vec<usize>,
    bytes: &'a [u8],
}

impl<'a> Weights<'a> {
    /// Takes the bytes of a file; `name` is for errors.
    ///
    /// # Errors
    /// [`Error::Model`] if the bytes are no safetensors file, or of another format than this crate reads.
    pub fn new(name: &str, bytes: &'a [u8]) -> Result<Self, Error> {
        let damaged = |error| fault(name, &format!("it is no safetensors file: {error}"));
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(damaged)?;
        let tensors = SafeTensors::deserialize(bytes).map_err(damaged)?;
        let weights = Self { name: name.into(), metadata, tensors };
        match weights.setting("format")? {
            FORMAT => Ok(weights),
            other => Err(weights.fault(&format!("its format is {other:?}, not {FORMAT:?}"))),
        }
    }

    /// What is wrong with this file.
    pub fn fault(&self, reason: &str) -> Error {
        fault(&self.name, reason)
    }

    /// A setting: a string beside the tensors.
    ///
    /// # Errors
    /// [`Error::Model`] if there is none of that name.
    pub fn setting(&self, name: &str) -> Result<&str, Error> {
        let settings = self.metadata.metadata().as_ref();
        let found = settings.and_then(|settings| settings.get(name));
        found.map(String::as_str).ok_or_else(|| self.fault(&format!("it has no setting {name:?}")))
    }

    /// The shape of a tensor.
    ///
    /// # Errors
    /// [`Error::Model`] if there is none of that name.
    pub fn shape(&self, name: &str) -> Result<Vec<usize>, Error> {
        Ok(self.tensor(name)?.shape)
    }

    /// Numbers a row of the table `name`, whose kind tells how they are packed.
    ///
    /// # Errors
    /// [`Error::Model`] if there is no such table, or it is none.
    pub fn table_width(&self, name: &str) -> Result<usize, Error> {
        let tensor = self.tensor(name)?;
        match (tensor.kind, &tensor.shape[..]) {
            (Dtype::U8, [_, bytes]) => Ok(2 * bytes),
            (Dtype::I8 | Dtype::F32, [_, width]) => Ok(*width),
            _ => Err(self.misfit(name, "U8, I8 or F32 of two dimensions", &tensor)),
        }
    }

    /// The table `name` of `width` numbers a row, and the number of its rows. Its bytes are borrowed.
    ///
    /// # Errors
    /// [`Error::Model`] if the table or its scale is absent, of another kind or shape, or not finite.
    pub fn table(&self, name: &str, width: usize) -> Result<(Table<'a>, usize), Error> {
        let tensor = self.tensor(name)?;
        if self.table_width(name)? != width {
            return Err(self.misfit(name, &format!("a table of {width} numbers a row"), &tensor));
        }
        let rows = tensor.shape[0];
        let scale = || self.numbers(&format!("{name}.scale"), &[rows]);
        let table = match tensor.kind {
            Dtype::U8 => Table::FourBit(tensor.bytes.into(), scale()?),
            Dtype::I8 => Table::EightBit(tensor.bytes.into(), scale()?),
            _ => {
                self.numbers(name, &[rows, width])?;
                Table::Float(tensor.bytes.into())
            }
        };
        Ok((table, rows))
    }

    /// Which rows of the table `name`, which has `rows`, belong to which values.
    ///
    /// # Errors
    /// [`Error::Model`] if the keys are not ascending `u32` numbers, or not fewer than the rows.
    pub fn lookup(&self, name: &str, rows: usize) -> Result<Lookup, Error> {
        let name = format!("{name}.key");
        let keys = if self.has(&name) { self.keys(&name)? } else { Vec::new() };
        let reason = || format!("{name} has {} keys for {rows} rows, and there must be fewer", keys.len());
        Lookup::new(&keys, rows).ok_or_else(|| self.fault(&reason()))
    }

    /// The matrix `name`.weight of `outputs` × `inputs` with its scale, if it has one, and `name`.bias.
    ///
    /// # Errors
    /// [`Error::Model`] if one is absent, of another kind or shape, not finite, or has a weight beyond ±31.
    pub fn matrix(&self, name: &str, outputs: usize, inputs: usize) -> Result<Weight<'a>, Error> {
        let weight = format!("{name}.weight");
        let tensor = self.tensor(&weight)?;
        let numbers = match tensor.kind {
            Dtype::I8 => {
                self.expect(&weight, &tensor, Dtype::I8, &[outputs, inputs])?;
                self.check_six_bits(&weight, tensor.bytes)?;
                Numbers::SixBit(tensor.bytes, self.numbers(&format!("{name}.scale"), &[outputs])?)
            }
            _ => Numbers::Float(self.numbers(&weight, &[outputs, inputs])?),
        };
        let bias = self.numbers(&format!("{name}.bias"), &[outputs])?;
        Ok(Weight { numbers, bias, inputs })
    }

    /// The bytes of a tensor of any shape, which are borrowed.
    ///
    /// # Errors
    /// [`Error::Model`] if there is none of that name, or it is not of bytes.
    pub fn bytes(&self, name: &str) -> Result<&'a [u8], Error> {
        let tensor = self.tensor(name)?;
        if tensor.kind == Dtype::U8 { Ok(tensor.bytes) } else { Err(self.misfit(name, "of bytes", &tensor)) }
    }

    /// Whether there is a tensor of that name.
    pub fn has(&self, name: &str) -> bool {
        self.tensors.tensor(name).is_ok()
    }

    fn check_six_bits(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let beyond = |byte: &u8| byte.cast_signed().unsigned_abs() > SIX_BIT.unsigned_abs();
        match bytes.iter().position(beyond) {
            None => Ok(()),
            Some(at) => {
                let found = bytes[at].cast_signed();
                Err(self.fault(&format!("{name}: number {at} is {found}, which is not in -{SIX_BIT}..={SIX_BIT}")))
            }
        }
    }

    /// The numbers of a tensor of that shape.
    ///
    /// # Errors
    /// [`Error::Model`] if there is none of that name, or it is of another kind or shape, or not finite.
    pub fn numbers(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, Error> {
        let tensor = self.tensor(name)?;
        self.expect(name, &tensor, Dtype::F32, shape)?;
        let numbers: Vec<f32> = tensor.bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        match numbers.iter().position(|number| !number.is_finite()) {
            None => Ok(numbers),
            Some(at) => Err(self.fault(&format!("{name}: number {at} is {}, which is not finite", numbers[at]))),
        }
    }

    fn keys(&self, name: &str) -> Result<Vec<u32>, Error> {
        let tensor = self.tensor(name)?;
        let length = tensor.shape.first().copied().unwrap_or(0);
        self.expect(name, &tensor, Dtype::U32, &[length])?;
        let keys: Vec<u32> = tensor.bytes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
        match keys.windows(2).position(|pair| pair[0] >= pair[1]) {
            None => Ok(keys),
            Some(at) => Err(self.fault(&format!("{name}: number {} is not greater than the one before it", at + 1))),
        }
    }

    fn tensor(&self, name: &str) -> Result<Tensor<'a>, Error> {
        let absent = |_| self.fault(&format!("it has no tensor {name}"));
        let view = self.tensors.tensor(name).map_err(absent)?;
        Ok(Tensor { kind: view.dtype(), shape: view.shape().to_vec(), bytes: view.data() })
    }

    fn expect(&self, name: &str, found: &Tensor, kind: Dtype, shape: &[usize]) -> Result<(), Error> {
        if found.kind == kind && found.shape == shape {
            return Ok(());
        }
        Err(self.misfit(name, &format!("{kind:?} {shape:?}"), found))
    }

    fn misfit(&self, name: &str, wanted: &str, found: &Tensor) -> Error {
        self.fault(&format!("{name} is {:?} {:?}, not {wanted}", found.kind, found.shape))
    }
}

fn fault(name: &str, reason: &str) -> Error {
    Error::Model { name: name.into(), reason: reason.into() }
}
