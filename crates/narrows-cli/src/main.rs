//! The `narrows` command line: parse, call, render. No domain logic.

mod arguments;
mod commands;
mod failure;
mod output;
mod progress_bar;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use failure::Failure;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match &arguments.command {
        Command::Brief(command) => commands::brief::run(&arguments.global, command),
        Command::Exposure(command) => commands::exposure::run(&arguments.global, command),
        Command::Record(command) => commands::record::run(&arguments.global, command),
        Command::Data(command) => commands::data::run(&arguments.global, command),
        Command::Controls(command) => commands::controls::run(&arguments.global, command),
        Command::Completions { shell } => {
            commands::completions::run(*shell);
            Ok(())
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads our output has gone, as `| head` does: no failure.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            // What a file or an argument put into the message must not reach the
            // terminal as an order.
            let message = failure.to_string();
            let lines: Vec<String> = message
                .split('\n')
                .map(narrows_controls::terminal_text)
                .collect();
            eprintln!("narrows: {}", lines.join("\n"));
            failure.exit_code()
        }
    }
}
