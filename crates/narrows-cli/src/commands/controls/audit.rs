//! `narrows controls audit`.

use clap::Subcommand;
use narrows_controls::AuditLog;

use super::controls_folder;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::print;

/// What can be asked of the audit log.
#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Check that no entry was changed, moved, left out or cut off.
    #[command(after_help = "\
Examples:
  narrows controls audit verify
  narrows controls audit verify --head 120:6c1f…

Whoever may write the log and its head can replace both by others that are sound
in themselves. A head that was noted elsewhere, as `narrows controls audit head`
prints it, shows that; nothing else does. Times and names are as the computer
gave them.")]
    Verify {
        /// A head that was noted elsewhere.
        #[arg(long, value_name = "COUNT:HASH")]
        head: Option<String>,
    },
    /// Print the head: the count of entries and the hash of the last.
    #[command(after_help = "\
Examples:
  narrows controls audit head
  narrows controls audit head >> heads-kept-elsewhere.txt")]
    Head,
}

pub(crate) fn run(global: &Global, command: &AuditCommand) -> Result<(), Failure> {
    let log = AuditLog::new(&controls_folder(global)?);
    match command {
        AuditCommand::Head => {
            let head = log.head()?;
            print(&format!("{}:{}\n", head.count, head.hash))
        }
        AuditCommand::Verify { head } => {
            let noted = head
                .as_deref()
                .map(|text| {
                    text.split_once(':')
                        .and_then(|(count, hash)| Some((count.parse::<u64>().ok()?, hash)))
                        .ok_or_else(|| {
                            Failure::Usage(format!(
                                "--head {text:?}: COUNT:HASH as `narrows controls audit head` prints it"
                            ))
                        })
                })
                .transpose()?;
            let check = log.verify(noted)?;
            if check.faults.is_empty() {
                let noted = if noted.is_some() {
                    ", and the head noted is among them"
                } else {
                    ""
                };
                print(&format!(
                    "sound: {} entries, each follows the one before it{noted}\nhead {}:{}\n",
                    check.sound, check.head.count, check.head.hash
                ))
            } else {
                Err(Failure::Failed(format!(
                    "the audit log is not sound after {} entries: {}",
                    check.sound,
                    check.faults.join("; ")
                )))
            }
        }
    }
}
