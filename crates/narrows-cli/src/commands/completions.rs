//! `narrows completions`.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::arguments::Arguments;

pub(crate) fn run(shell: Shell) {
    let mut command = Arguments::command();
    clap_complete::generate(shell, &mut command, "narrows", &mut std::io::stdout());
}
