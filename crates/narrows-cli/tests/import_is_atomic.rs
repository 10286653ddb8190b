//! An import that is killed at any moment leaves the lake as it was, and the
//! next one works. Run against the program itself, with real kills.

#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use narrows_lake::{Lake, LakeVintage, Layer, NoProgress, TableKind, read_columns, verify};
use tempfile::TempDir;

struct Bench {
    folder: TempDir,
}

impl Bench {
    /// A lake with one small vintage, `V0`.
    fn new() -> Self {
        let bench = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let small = bench.write("small.csv", "1995,842,392,250410,12.5,3\n");
        let output = bench.import(&small, "V0").output().unwrap();
        assert!(output.status.success(), "{}", message(&output));
        bench
    }

    fn lake(&self) -> PathBuf {
        self.folder.path().join("lake")
    }

    fn write(&self, name: &str, rows: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, "t,i,j,k,v,q\n".to_owned() + rows).unwrap();
        path
    }

    /// A table in no order, so that the import has work to do.
    fn write_large(&self, name: &str, value: u32) -> PathBuf {
        let economies = [842, 392, 156, 410, 36, 490, 276, 251, 826, 124, 76, 699];
        let mut rows = String::new();
        for code in (250_410..250_910).rev() {
            for exporter in economies {
                for importer in economies {
                    if importer != exporter && (importer + exporter + code) % 3 > 0 {
                        for year in [2001, 1999, 2003, 1998] {
                            let quantity = importer % 7;
                            writeln!(
                                rows,
                                "{year},{exporter},{importer},{code},{value}.{exporter},{quantity}"
                            )
                            .unwrap();
                        }
                    }
                }
            }
        }
        self.write(name, &rows)
    }

    fn import(&self, original: &Path, vintage: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_narrows"));
        command
            .args(["data", "import", "baci"])
            .arg(original)
            .args(["--vintage", vintage, "--revision", "HS92", "--lake"])
            .arg(self.lake())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        command
    }

    fn manifest(&self) -> String {
        std::fs::read_to_string(self.lake().join("manifest.json")).unwrap()
    }

    fn staging(&self) -> PathBuf {
        self.lake().join(".staging")
    }

    /// The folders of vintages, whether the manifest lists them or not.
    fn folders(&self) -> Vec<PathBuf> {
        std::fs::read_dir(self.lake().join("baci-hs92"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect()
    }

    /// Every imported table can be read to its end, `V0` among them.
    fn check_rows(&self) {
        let lake = Lake::open(&self.lake()).unwrap();
        let imported = |vintage: &&LakeVintage| vintage.layer == Layer::Imported;
        let mut vintages = Vec::new();
        for vintage in lake.vintages().iter().filter(imported) {
            let table = lake.open_table(vintage, TableKind::Trade).unwrap();
            let columns = ["year", "hs_code", "importer", "exporter", "value_kusd"];
            let batches = read_columns(&table, &columns).unwrap();
            let rows: usize = batches.iter().map(|batch| batch.num_rows()).sum();
            assert_eq!(rows as u64, vintage.entry.rows());
            vintages.push(vintage.entry.vintage.as_str());
        }
        assert!(vintages.contains(&"V0"), "{vintages:?}");
    }

    /// The same, and every byte is the manifest's. It takes its time, since
    /// the data inside the program are looked through too.
    fn check(&self) {
        self.check_rows();
        let lake = Lake::open(&self.lake()).unwrap();
        for finding in verify(&lake, Some(&self.lake()), &NoProgress).unwrap() {
            assert_eq!(finding.faults, [""; 0], "{}", finding.vintage);
        }
    }
}

fn message(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Waits until something is so or the process has ended.
fn wait_until(child: &mut Child, so: impl Fn() -> bool) {
    let begin = Instant::now();
    while !so() && child.try_wait().unwrap().is_none() {
        assert!(begin.elapsed() < Duration::from_secs(60), "it hangs");
        std::thread::sleep(Duration::from_micros(200));
    }
}

#[test]
fn a_killed_import_leaves_the_lake_as_it_was() {
    let bench = Bench::new();
    let originals = [bench.write_large("a.csv", 1), bench.write_large("b.csv", 2)];
    let mut child = bench.import(&originals[0], "V1").spawn().unwrap();
    let begin = Instant::now();
    assert!(child.wait().unwrap().success());
    let whole = begin.elapsed();
    bench.check();

    // From the first sign of work to the moments around the end.
    let mut moments: Vec<Duration> = [0.0, 0.1, 0.4, 0.8, 0.95]
        .into_iter()
        .map(|part| whole.mul_f64(part))
        .collect();
    moments.extend([Duration::MAX; 3]);
    let mut killed = 0;
    let mut in_place = 0;
    for moment in moments {
        // Another original than the one in place, so that there is something
        // to replace.
        let before = bench.manifest();
        let folders = bench.folders();
        let original = &originals[1 - in_place];
        let mut child = bench.import(original, "V1").spawn().unwrap();
        if moment == Duration::MAX {
            // The last step: tables in place, the manifest not yet replaced.
            wait_until(&mut child, || {
                bench.folders().iter().any(|path| !folders.contains(path))
            });
        } else {
            wait_until(&mut child, || bench.staging().exists());
            let begin = Instant::now();
            wait_until(&mut child, || begin.elapsed() >= moment);
        }
        child.kill().unwrap();
        let finished = child.wait().unwrap().success();
        let after = bench.manifest();
        if after == before {
            assert!(!finished, "{moment:?}: it said that it was done");
            killed += 1;
        } else {
            in_place = 1 - in_place;
            assert!(after.contains("\"vintage\": \"V1\""));
        }
        if moment > whole / 2 {
            bench.check();
        } else {
            bench.check_rows();
        }
    }
    assert!(killed >= 3, "the kills came too late to tell: {killed}");

    let output = bench.import(&originals[0], "V1").output().unwrap();
    assert!(output.status.success(), "{}", message(&output));
    bench.check();
    assert!(!bench.staging().exists());
    assert_eq!(bench.folders().len(), 2, "{:?}", bench.folders());
}

#[cfg(unix)]
#[test]
fn two_imports_at_once_are_one_too_many() {
    fn signal(child: &Child, name: &str) {
        let status = Command::new("kill")
            .args([name, &child.id().to_string()])
            .status();
        assert!(status.unwrap().success());
    }

    let bench = Bench::new();
    let large = bench.write_large("large.csv", 1);
    let small = bench.write("other.csv", "1996,842,392,250410,1,1\n");
    let mut first = bench.import(&large, "V1").spawn().unwrap();
    wait_until(&mut first, || bench.staging().exists());
    // Held still, it cannot end before the second begins.
    signal(&first, "-STOP");
    let before = bench.manifest();
    let second = bench.import(&small, "V2").output().unwrap();
    assert_eq!(second.status.code(), Some(1));
    let refusal = message(&second);
    assert!(
        refusal.ends_with("another import is under way; try again when it is done\n"),
        "{refusal}"
    );
    assert_eq!(bench.manifest(), before);
    assert!(
        bench.staging().exists(),
        "the first import's work is left alone"
    );
    signal(&first, "-CONT");
    assert!(first.wait().unwrap().success());
    let second = bench.import(&small, "V2").output().unwrap();
    assert!(second.status.success(), "{}", message(&second));
    assert_eq!(bench.folders().len(), 3);
    bench.check();
}
