//! The choice of instructions, made once a network and not once a call.

#[cfg(target_arch = "x86_64")]
use super::avx2::Avx2;
use super::matrix::{Finish, Rows};
use super::plain;
use super::six_bit::SixBit;

/// The instructions to compute with. All give the same bits.
#[derive(Clone, Copy, Debug)]
pub enum Kernel {
    /// Those that every machine of the build's target has.
    Plain,
    /// 256-bit vectors of whole numbers; the value proves that the machine has them.
    #[cfg(target_arch = "x86_64")]
    Avx2(Avx2),
}

/// Elementwise work that can be compiled for several sets of instructions.
pub trait Task {
    /// Does it. Implementations are marked `#[inline(always)]`, so that the caller's instructions are used.
    fn run(self);
}

impl Kernel {
    /// The fastest one of this machine.
    pub fn best() -> Self {
        #[cfg(target_arch = "x86_64")]
        if let Some(avx2) = Avx2::detect() {
            return Self::Avx2(avx2);
        }
        Self::Plain
    }

    /// Does elementwise work.
    #[inline]
    pub fn run(self, task: impl Task) {
        match self {
            Self::Plain => task.run(),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(avx2) => avx2.run(task),
        }
    }

    /// A product of whole numbers; shapes have been checked.
    pub(super) fn product(self, matrix: &SixBit, rows: Rows<u8>, out: &mut [f32], finish: Finish) {
        match self {
            Self::Plain => plain::product(matrix, rows, out, finish),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(avx2) => avx2.product(matrix, rows, out, finish),
        }
    }
}
