//! The network: from what is known of each token to the scores of its labels.
//!
//! T tokens, F features, D numbers a token inside, O labels of a head.

use crate::error::Error;
use crate::model::Weights;
use crate::nn::{
    Arithmetic, Buffers, Dense, Finish, Gather, Kernel, Layer, Lookup, Matrix, Rows, SixBit, Table, Weight, normalized,
};

/// What one unit of a normalised value means: 5 / 63, the greatest being 63 above nought.
const NORMAL_STEP: f32 = 5.0 / 63.0;

/// What one unit of a hidden value means.
const HIDDEN_STEP: f32 = 1.0 / 63.0;

/// The farthest that a convolution may look.
const MAX_DISTANCE: usize = 64;

/// The greatest width: sums of 3 · D products are exact in `f32` up to here.
const MAX_WIDTH: usize = 1024;

/// Something in whole numbers, or the same in floating point.
#[derive(Clone, Debug)]
enum Either<S, F> {
    Stored(S),
    Float(F),
}

type AnyMatrix = Either<SixBit, Dense>;
type AnyLayer = Either<Layer<SixBit>, Layer<Dense>>;

/// A network that is ready to run. It is shared between threads; each has a [`Scratch`] of its own.
#[derive(Clone, Debug)]
pub struct Network<'a> {
    kernel: Kernel,
    features: Vec<String>,
    tables: Vec<Table<'a>>,
    lookups: Vec<Lookup>,
    table_width: usize,
    project: Option<AnyMatrix>,
    width: usize,
    layers: Vec<AnyLayer>,
    heads: Vec<Head>,
}

#[derive(Clone, Debug)]
struct Head {
    name: String,
    matrix: AnyMatrix,
}

/// Room for one run, grown when a longer text comes and never given back.
#[derive(Debug, Default)]
pub struct Scratch {
    rows: Vec<u32>,
    table: Vec<f32>,
    x: Vec<f32>,
    stored: Buffers<u8>,
    float: Buffers<f32>,
    normal: (Vec<u8>, Vec<f32>),
    logits: Vec<Vec<f32>>,
}

impl Scratch {
    /// What the last run gave for head number `head`: T × O, row by row; empty if there is no such head.
    pub fn logits(&self, head: usize) -> &[f32] {
        self.logits.get(head).map_or(&[], Vec::as_slice)
    }

    /// The tokens' numbers after the last layer, before normalisation: T × D.
    pub fn hidden(&self) -> &[f32] {
        &self.x
    }
}

impl<'a> Network<'a> {
    /// Reads a network. Tables stay where they are, matrices are packed.
    ///
    /// # Errors
    /// [`Error::Model`] if something is absent, damaged or of the wrong shape.
    pub fn new(weights: &Weights<'a>, arithmetic: Arithmetic) -> Result<Self, Error> {
        Self::with_kernel(weights, arithmetic, Kernel::best())
    }

    /// As [`Network::new`], for other instructions than the fastest; what it computes is the same.
    ///
    /// # Errors
    /// As [`Network::new`].
    pub fn with_kernel(weights: &Weights<'a>, arithmetic: Arithmetic, kernel: Kernel) -> Result<Self, Error> {
        let features: Vec<String> = weights.setting("features")?.split_whitespace().map(Into::into).collect();
        let first = features.first().ok_or_else(|| weights.fault("it has no features"))?;
        let table_width = weights.table_width(&format!("table.{first}"))?;
        let width = if weights.has("project.weight") {
            weights.shape("project.weight")?.first().copied().unwrap_or(0)
        } else {
            table_width
        };
        check_width(weights, "tables", table_width)?;
        check_width(weights, "rows", width)?;
        let reader = Reader { weights, arithmetic, kernel, width };
        let (tables, lookups) = reader.tables(&features, table_width)?;
        Ok(Self {
            kernel,
            tables,
            lookups,
            table_width,
            project: reader.project(table_width)?,
            width,
            layers: reader.layers()?,
            heads: reader.heads()?,
            features,
        })
    }

    /// The same network with bytes of its own.
    pub fn into_owned(self) -> Network<'static> {
        Network { tables: self.tables.into_iter().map(Table::into_owned).collect(), ..self }
    }

    /// Adds a table for a feature once more: `row` for the values `keys`, which are ascending, and noughts for all others.
    ///
    /// # Panics
    /// If the row has another width than the tables.
    pub fn add_rows(&mut self, feature: &str, keys: &[u32], row: &[f32]) {
        assert_eq!(row.len(), self.table_width, "numbers of a row");
        let noughts = vec![0.0; row.len()];
        let rows = keys.iter().map(|_| row).chain([&noughts[..]]);
        let bytes: Vec<u8> = rows.flatten().flat_map(|number| number.to_le_bytes()).collect();
        self.tables.push(Table::Float(bytes.into()));
        self.lookups.push(Lookup::new(keys, keys.len() + 1).expect("keys differ, and there is one row more"));
        self.features.push(feature.into());
    }

    /// The names of the features, in the order of their columns.
    pub fn features(&self) -> impl Iterator<Item = &str> {
        self.features.iter().map(String::as_str)
    }

    /// The names of the heads, in the order of their numbers.
    pub fn heads(&self) -> impl Iterator<Item = &str> {
        self.heads.iter().map(|head| head.name.as_str())
    }

    /// How many labels a head has; 0 if there is no such head.
    pub fn outputs(&self, head: usize) -> usize {
        self.heads.get(head).map_or(0, |head| match &head.matrix {
            Either::Stored(matrix) => matrix.outputs(),
            Either::Float(matrix) => matrix.outputs(),
        })
    }

    /// Reads T tokens, whose features are T × F numbers; the results are in `scratch` until the next run.
    ///
    /// Numbers after the last whole token are ignored.
    pub fn run(&self, scratch: &mut Scratch, values: &[u32]) {
        let tokens = values.len() / self.features.len();
        scratch.rows.clear();
        for values in values.chunks_exact(self.features.len()) {
            scratch.rows.extend(self.lookups.iter().zip(values).map(|(lookup, &value)| lookup.row(value)));
        }
        self.embed(scratch, tokens);
        for layer in &self.layers {
            let x = &mut scratch.x;
            match layer {
                Either::Stored(layer) => layer.run(self.kernel, x, self.width, &mut scratch.stored),
                Either::Float(layer) => layer.run(self.kernel, x, self.width, &mut scratch.float),
            }
        }
        self.answer(scratch, tokens);
    }

    /// From rows of tables to the tokens' first numbers.
    fn embed(&self, scratch: &mut Scratch, tokens: usize) {
        let Scratch { rows, table, x, normal, .. } = scratch;
        let gather = |out: &mut Vec<f32>| {
            out.resize(tokens * self.table_width, 0.0);
            self.kernel.run(Gather { tables: &self.tables, rows, width: self.table_width, out });
        };
        let Some(matrix) = &self.project else { return gather(x) };
        gather(table);
        x.resize(tokens * self.width, 0.0);
        match matrix {
            Either::Stored(_) => _ = normalized(self.kernel, table, self.table_width, 0, &mut normal.0),
            Either::Float(_) => _ = normalized(self.kernel, table, self.table_width, 0, &mut normal.1),
        }
        multiply(matrix, normal, self.table_width, x);
    }

    /// From the tokens' last numbers to the scores.
    fn answer(&self, scratch: &mut Scratch, tokens: usize) {
        let Scratch { x, normal, logits, .. } = scratch;
        logits.resize(self.heads.len(), Vec::new());
        for (number, logits) in logits.iter_mut().enumerate() {
            logits.resize(tokens * self.outputs(number), 0.0);
        }
        let is_stored = |head: &Head| matches!(head.matrix, Either::Stored(_));
        if self.heads.iter().any(is_stored) {
            normalized(self.kernel, x, self.width, 0, &mut normal.0);
        }
        if !self.heads.iter().all(is_stored) {
            normalized(self.kernel, x, self.width, 0, &mut normal.1);
        }
        for (head, logits) in self.heads.iter().zip(logits) {
            multiply(&head.matrix, normal, self.width, logits);
        }
    }
}

/// A product of rows that have been normalised as the matrix wants them.
fn multiply(matrix: &AnyMatrix, normal: &(Vec<u8>, Vec<f32>), width: usize, out: &mut [f32]) {
    match matrix {
        Either::Stored(matrix) => matrix.multiply(Rows::single(&normal.0, width), out, Finish::Set),
        Either::Float(matrix) => matrix.multiply(Rows::single(&normal.1, width), out, Finish::Set),
    }
}

fn check_width(weights: &Weights, what: &str, width: usize) -> Result<(), Error> {
    if width > 0 && width.is_multiple_of(32) && width <= MAX_WIDTH {
        return Ok(());
    }
    Err(weights.fault(&format!("its {what} have {width} numbers, not a multiple of 32 up to {MAX_WIDTH}")))
}

/// What reads the parts of a network.
struct Reader<'w, 'a> {
    weights: &'w Weights<'a>,
    arithmetic: Arithmetic,
    kernel: Kernel,
    width: usize,
}

impl<'a> Reader<'_, 'a> {
    fn tables(&self, features: &[String], width: usize) -> Result<(Vec<Table<'a>>, Vec<Lookup>), Error> {
        let read = |feature: &String| {
            let name = format!("table.{feature}");
            let (table, rows) = self.weights.table(&name, width)?;
            Ok((table, self.weights.lookup(&name, rows)?))
        };
        features.iter().map(read).collect()
    }

    fn project(&self, table_width: usize) -> Result<Option<AnyMatrix>, Error> {
        if !self.weights.has("project.weight") {
            return Ok(None);
        }
        let weight = self.weights.matrix("project", self.width, table_width)?;
        Ok(Some(self.matrix(&weight)))
    }

    fn layers(&self) -> Result<Vec<AnyLayer>, Error> {
        let layers = self.weights.setting("layers")?;
        let kinds = layers.split(',').map(str::trim).filter(|kind| !kind.is_empty()).enumerate();
        kinds.map(|(number, kind)| self.layer(&format!("layer.{number}"), kind)).collect()
    }

    fn layer(&self, name: &str, kind: &str) -> Result<AnyLayer, Error> {
        match kind.split_whitespace().collect::<Vec<_>>()[..] {
            ["recurrent"] => self.recurrent(name),
            ["conv", "3", distance] => match distance.parse() {
                Ok(distance @ 1..=MAX_DISTANCE) => self.convolution(name, distance),
                _ => Err(self.weights.fault(&format!("{name} is {kind:?}: no distance in 1..={MAX_DISTANCE}"))),
            },
            _ => Err(self.weights.fault(&format!("{name} is {kind:?}, not \"recurrent\" or \"conv 3 DISTANCE\""))),
        }
    }

    fn convolution(&self, name: &str, distance: usize) -> Result<AnyLayer, Error> {
        let weight = self.weights.matrix(name, self.width, 3 * self.width)?;
        Ok(match self.matrix(&weight) {
            Either::Stored(matrix) => Either::Stored(Layer::Convolution { distance, matrix }),
            Either::Float(matrix) => Either::Float(Layer::Convolution { distance, matrix }),
        })
    }

    /// A recurrent layer is run in floating point if either of its matrices is.
    fn recurrent(&self, name: &str) -> Result<AnyLayer, Error> {
        let width = self.width;
        let gates = self.weights.matrix(&format!("{name}.in"), 2 * width, width)?;
        let out = self.weights.matrix(&format!("{name}.out"), width, width)?;
        let directions = [0, width / 2].map(|first| directed(first, width));
        let all: Vec<usize> = (0..width).collect();
        if self.arithmetic == Arithmetic::Stored {
            let [left, right] = directions.each_ref().map(|rows| SixBit::pack(self.kernel, &gates, rows, NORMAL_STEP));
            let out = SixBit::pack(self.kernel, &out, &all, HIDDEN_STEP);
            if let (Some(left), Some(right), Some(out)) = (left, right, out) {
                return Ok(Either::Stored(Layer::Recurrent { gates: [left, right], out }));
            }
        }
        let gates = directions.map(|rows| Dense::pack(self.kernel, &gates, &rows));
        Ok(Either::Float(Layer::Recurrent { gates, out: Dense::pack(self.kernel, &out, &all) }))
    }

    fn heads(&self) -> Result<Vec<Head>, Error> {
        self.weights.setting("heads")?.split_whitespace().map(|name| self.head(name)).collect()
    }

    fn head(&self, name: &str) -> Result<Head, Error> {
        let tensor = format!("head.{name}");
        let outputs = self.weights.shape(&format!("{tensor}.weight"))?.first().copied().unwrap_or(0);
        if outputs == 0 {
            return Err(self.weights.fault(&format!("{tensor} has no labels")));
        }
        let weight = self.weights.matrix(&tensor, outputs, self.width)?;
        Ok(Head { name: name.into(), matrix: self.matrix(&weight) })
    }

    /// A matrix whose rows are normalised.
    fn matrix(&self, weight: &Weight) -> AnyMatrix {
        let rows: Vec<usize> = (0..weight.bias.len()).collect();
        let stored = match self.arithmetic {
            Arithmetic::Stored => SixBit::pack(self.kernel, weight, &rows, NORMAL_STEP),
            Arithmetic::Float => None,
        };
        stored.map_or_else(|| Either::Float(Dense::pack(self.kernel, weight, &rows)), Either::Stored)
    }
}

/// The rows of a recurrent layer's first matrix that belong to one direction, whose channels begin at `first`.
fn directed(first: usize, width: usize) -> Vec<usize> {
    let channels = first..first + width / 2;
    channels.clone().chain(channels.map(|channel| width + channel)).collect()
}
