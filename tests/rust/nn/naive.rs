//! The definition of the network, read naively: `f64`, one number at a time.

use crate::network_file::{NetworkFile, Plan};

/// The scores of head number `head`, T × O.
pub fn logits(file: &NetworkFile, plan: &Plan, values: &[u32], head: usize) -> Vec<f64> {
    let mut rows = embed(file, plan, values);
    if plan.width != plan.table_width {
        rows = rows.iter().map(|row| apply(file, "project", &normal(row))).collect();
    }
    for (number, layer) in plan.layers.split(", ").enumerate() {
        let name = format!("layer.{number}");
        let added = match layer.strip_prefix("conv 3 ") {
            Some(distance) => convolve(file, &name, &rows, distance.parse().expect("a distance")),
            None => recur(file, &name, &rows),
        };
        rows.iter_mut().flatten().zip(added.iter().flatten()).for_each(|(number, added)| *number += added);
    }
    rows.iter().flat_map(|row| apply(file, &format!("head.{}", plan.heads[head].0), &normal(row))).collect()
}

fn embed(file: &NetworkFile, plan: &Plan, values: &[u32]) -> Vec<Vec<f64>> {
    let tables: Vec<Vec<f32>> = plan.tables.iter().map(|table| file.numbers(&format!("table.{}", table.0))).collect();
    let key = |table: usize| if table == 0 { plan.keys as u32 } else { 0 };
    let row = |table: usize, value: u32| {
        let (keys, rows) = (key(table), plan.tables[table].2 as u32);
        let found = (0..keys).find(|row| (row + 1) * 77_777 == value);
        found.unwrap_or(keys + value % (rows - keys)) as usize
    };
    let sum = |values: &[u32], column: usize| -> f64 {
        let numbers = values
            .iter()
            .enumerate()
            .map(|(table, &value)| f64::from(tables[table][row(table, value) * plan.table_width + column]));
        numbers.sum()
    };
    values.chunks(plan.tables.len()).map(|values| (0..plan.table_width).map(|at| sum(values, at)).collect()).collect()
}

fn normal(row: &[f64]) -> Vec<f64> {
    let mean = row.iter().sum::<f64>() / row.len() as f64;
    let variance = row.iter().map(|number| (number - mean).powi(2)).sum::<f64>() / row.len() as f64;
    row.iter().map(|number| ((number - mean) / (variance + 1e-5).sqrt()).clamp(-5.0, 5.0)).collect()
}

fn apply(file: &NetworkFile, name: &str, row: &[f64]) -> Vec<f64> {
    let (weight, bias) = (file.numbers(&format!("{name}.weight")), file.numbers(&format!("{name}.bias")));
    let sum =
        |weights: &[f32]| weights.iter().zip(row).map(|(&weight, number)| f64::from(weight) * number).sum::<f64>();
    weight.chunks(row.len()).zip(bias).map(|(weights, bias)| sum(weights) + f64::from(bias)).collect()
}

fn convolve(file: &NetworkFile, name: &str, rows: &[Vec<f64>], distance: usize) -> Vec<Vec<f64>> {
    let normals: Vec<Vec<f64>> = rows.iter().map(|row| normal(row)).collect();
    let at = |place: Option<usize>| {
        place.and_then(|place| normals.get(place).cloned()).unwrap_or_else(|| vec![0.0; rows[0].len()])
    };
    let seen = |place: usize| [at(place.checked_sub(distance)), at(Some(place)), at(Some(place + distance))].concat();
    let product = |place| apply(file, name, &seen(place)).into_iter().map(|number| number.max(0.0)).collect();
    (0..rows.len()).map(product).collect()
}

fn recur(file: &NetworkFile, name: &str, rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let gates: Vec<Vec<f64>> = rows.iter().map(|row| apply(file, &format!("{name}.in"), &normal(row))).collect();
    let width = rows.first().map_or(0, Vec::len);
    let mut hidden = vec![vec![0.0; width]; rows.len()];
    for channel in 0..width {
        let mut state = 0.0;
        for step in 0..rows.len() {
            let place = if channel < width / 2 { step } else { rows.len() - 1 - step };
            let forget = 1.0 / (1.0 + (-gates[place][width + channel]).exp());
            state = forget * state + (1.0 - forget) * gates[place][channel].tanh();
            hidden[place][channel] = state;
        }
    }
    hidden.iter().map(|hidden| apply(file, &format!("{name}.out"), hidden)).collect()
}
