//! Files of weights for tests and benchmarks: networks of random numbers, drawn the same on every run.

use safetensors::tensor::{Dtype, TensorView, serialize};
use std::collections::BTreeMap;

/// What a network is to be like.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// D.
    pub width: usize,
    /// E; if it is not D there is a projection.
    pub table_width: usize,
    /// As in the file.
    pub layers: &'static str,
    /// Names of the tables, kinds and rows.
    pub tables: &'static [(&'static str, Dtype, usize)],
    /// How many rows of the first table have keys.
    pub keys: usize,
    /// Names of the heads and numbers of labels.
    pub heads: &'static [(&'static str, usize)],
}

/// A file before it is written.
#[derive(Clone, Debug)]
pub struct NetworkFile {
    pub settings: BTreeMap<String, String>,
    pub tensors: BTreeMap<String, (Dtype, Vec<usize>, Vec<u8>)>,
    state: u64,
}

impl NetworkFile {
    /// A file of the plan, matrices in six bits.
    pub fn random(plan: &Plan, seed: u64) -> Self {
        let mut file = Self { settings: BTreeMap::new(), tensors: BTreeMap::new(), state: seed };
        let names = |names: Vec<&str>| names.join(" ");
        file.set("format", "inquit network 1");
        file.set("layers", plan.layers);
        file.set("features", &names(plan.tables.iter().map(|table| table.0).collect()));
        file.set("heads", &names(plan.heads.iter().map(|head| head.0).collect()));
        for &(name, kind, rows) in plan.tables {
            file.add_table(&format!("table.{name}"), kind, rows, plan.table_width);
        }
        if plan.keys > 0 {
            let keys: Vec<u8> = (1..=plan.keys as u32).flat_map(|key| (key * 77_777).to_le_bytes()).collect();
            file.add(&format!("table.{}.key", plan.tables[0].0), Dtype::U32, &[plan.keys], keys);
        }
        if plan.table_width != plan.width {
            file.add_matrix("project", plan.width, plan.table_width);
        }
        for (number, layer) in plan.layers.split(", ").filter(|layer| !layer.is_empty()).enumerate() {
            file.add_layer(&format!("layer.{number}"), layer, plan.width);
        }
        for &(name, labels) in plan.heads {
            file.add_matrix(&format!("head.{name}"), labels, plan.width);
        }
        file
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        let settings = self.settings.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        let tensors = self.tensors.iter().map(|(name, (kind, shape, bytes))| {
            (name.as_str(), TensorView::new(*kind, shape.clone(), bytes).expect("bytes of that shape"))
        });
        serialize(tensors, Some(settings)).expect("memory")
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.settings.insert(name.into(), value.into());
    }

    pub fn add(&mut self, name: &str, kind: Dtype, shape: &[usize], bytes: Vec<u8>) {
        self.tensors.insert(name.into(), (kind, shape.to_vec(), bytes));
    }

    pub fn add_f32(&mut self, name: &str, shape: &[usize], numbers: &[f32]) {
        self.add(name, Dtype::F32, shape, numbers.iter().flat_map(|number| number.to_le_bytes()).collect());
    }

    /// The numbers of a tensor, whatever its kind; a row of six or eight bits times its scale.
    pub fn numbers(&self, name: &str) -> Vec<f32> {
        let (kind, shape, bytes) = &self.tensors[name];
        let values: Vec<f32> = match kind {
            Dtype::F32 => bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect(),
            Dtype::I8 => bytes.iter().map(|byte| f32::from(byte.cast_signed())).collect(),
            _ => bytes.iter().flat_map(|byte| [byte & 15, byte >> 4].map(|half| f32::from(half) - 8.0)).collect(),
        };
        let scale = format!("{}.scale", name.strip_suffix(".weight").unwrap_or(name));
        if !self.tensors.contains_key(&scale) {
            return values;
        }
        let (scales, width) = (self.numbers(&scale), values.len() / shape[0]);
        values.iter().enumerate().map(|(at, value)| value * scales[at / width]).collect()
    }

    /// A number below `limit`.
    pub fn draw(&mut self, limit: u32) -> u32 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.state >> 33) % u64::from(limit)) as u32
    }

    fn draw_floats(&mut self, count: usize, limit: f32) -> Vec<f32> {
        (0..count).map(|_| (self.draw(20_001) as f32 / 10_000.0 - 1.0) * limit).collect()
    }

    fn add_table(&mut self, name: &str, kind: Dtype, rows: usize, width: usize) {
        match kind {
            Dtype::F32 => {
                let numbers = self.draw_floats(rows * width, 1.0);
                return self.add_f32(name, &[rows, width], &numbers);
            }
            Dtype::I8 => {
                let bytes = (0..rows * width).map(|_| self.draw(256) as u8).collect();
                self.add(name, kind, &[rows, width], bytes);
            }
            _ => {
                let bytes = (0..rows * width / 2).map(|_| self.draw(256) as u8).collect();
                self.add(name, kind, &[rows, width / 2], bytes);
            }
        }
        let scales = self.draw_floats(rows, 0.1);
        self.add_f32(&format!("{name}.scale"), &[rows], &scales);
    }

    fn add_layer(&mut self, name: &str, layer: &str, width: usize) {
        if layer == "recurrent" {
            self.add_matrix(&format!("{name}.in"), 2 * width, width);
            self.add_matrix(&format!("{name}.out"), width, width);
        } else {
            self.add_matrix(name, width, 3 * width);
        }
    }

    fn add_matrix(&mut self, name: &str, outputs: usize, inputs: usize) {
        let bytes = (0..outputs * inputs).map(|_| (self.draw(63) as i8 - 31).cast_unsigned()).collect();
        self.add(&format!("{name}.weight"), Dtype::I8, &[outputs, inputs], bytes);
        let size = 0.1 / (inputs as f32).sqrt();
        let scales: Vec<f32> = (0..outputs).map(|_| size * (0.5 + self.draw(1000) as f32 / 1000.0)).collect();
        self.add_f32(&format!("{name}.scale"), &[outputs], &scales);
        let bias = self.draw_floats(outputs, 0.5);
        self.add_f32(&format!("{name}.bias"), &[outputs], &bias);
    }
}
