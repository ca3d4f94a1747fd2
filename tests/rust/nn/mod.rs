//! Networks: kernels against each other, whole numbers against floating point, both against a naive reading of the
//! definition, and files that are not what they should be.

mod damage;
mod kernel;
mod naive;
mod network;
