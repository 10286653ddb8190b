//! The seeds of the fuzz targets, changed at random: no reader may panic, and
//! what is read survives its file.

use std::path::PathBuf;

use narrows_controls::fuzzing::{
    fuzz_benchmark_form, fuzz_kept_files, fuzz_list, fuzz_party_file, fuzz_screening,
    fuzz_shareholdings, fuzz_snapshot,
};
use narrows_controls::lists::ListForm;
use proptest::prelude::*;

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/seeds")
        .join(target);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a seed").path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{target} has seeds");
    paths
        .iter()
        .map(|path| std::fs::read(path).expect("a seed can be read"))
        .collect()
}

const FORMS: [(&str, ListForm); 11] = [
    ("list_us_csl", ListForm::UsCsl),
    ("list_ofac_sdn_csv", ListForm::OfacSdnCsv),
    ("list_ofac_sdn_xml", ListForm::OfacSdnXml),
    ("list_us_ecfr_744", ListForm::UsEcfr744),
    ("list_un_consolidated", ListForm::UnConsolidated),
    ("list_eu_consolidated", ListForm::EuConsolidated),
    ("list_uk_sanctions", ListForm::UkSanctions),
    ("list_jp_end_users", ListForm::JpEndUsers),
    ("list_cn_mofcom", ListForm::CnMofcom),
    ("list_follow_the_money", ListForm::FollowTheMoney),
    ("list_csv", ListForm::Csv),
];

/// A change: where (as a share of the length), what is cut out, what is put in.
fn change() -> impl Strategy<Value = Vec<(f64, usize, Vec<u8>)>> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..4),
        Just(b"\"".to_vec()),
        Just(b",,".to_vec()),
        Just("é漢".as_bytes().to_vec()),
        Just(b"<a>".to_vec()),
        Just(b"&x;".to_vec()),
        Just(b"9999999999".to_vec()),
        Just(b"\n".to_vec()),
    ];
    prop::collection::vec((0.0..1.0_f64, 0..40_usize, piece), 1..4)
}

fn changed(seed: &[u8], changes: &[(f64, usize, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for (share, cut, put) in changes {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss
        )]
        let at = (share * bytes.len() as f64) as usize;
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, put.iter().copied());
    }
    bytes
}

#[test]
fn every_seed_is_a_list() {
    use narrows_controls::lists::{ListMapping, LoadRequest, Original, load};
    for (target, form) in FORMS {
        for seed in seeds(target) {
            fuzz_list(form, &seed);
            if form == ListForm::Csv {
                assert!(ListMapping::find(std::path::Path::new("us-dpl")).is_ok());
                continue;
            }
            let request = LoadRequest {
                vintage: "2026-01-01".parse().ok(),
                list: Some("seed".to_owned()),
                jurisdiction: Some("UN".to_owned()),
                ..LoadRequest::new(form)
            };
            let originals: Vec<Original> = seed
                .split(|byte| *byte == 0)
                .map(|part| Original::from_bytes("seed", part, None).expect("text"))
                .collect();
            let snapshot =
                load(&request, &originals).unwrap_or_else(|error| panic!("{target}: {error}"));
            assert!(!snapshot.parties.is_empty(), "{target}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn changed_lists_never_panic(form in 0..FORMS.len(), pick in 0..8_usize, changes in change()) {
        let (target, form) = FORMS[form];
        let seeds = seeds(target);
        fuzz_list(form, &changed(&seeds[pick % seeds.len()], &changes));
    }

    #[test]
    fn changed_shareholdings_never_panic(changes in change()) {
        fuzz_shareholdings(&changed(&seeds("shareholdings")[0], &changes));
    }

    #[test]
    fn changed_snapshots_are_refused_or_read(changes in change()) {
        fuzz_snapshot(&changed(&seeds("list_snapshot")[0], &changes));
    }

    #[test]
    fn changed_names_are_screened_within_bounds(pick in 0..8_usize, changes in change()) {
        let seeds = seeds("screening");
        fuzz_screening(&changed(&seeds[pick % seeds.len()], &changes));
    }

    #[test]
    fn changed_benchmarks_are_refused_or_read(changes in change()) {
        fuzz_benchmark_form(&changed(&seeds("screening_benchmark_form")[0], &changes));
    }

    #[test]
    fn changed_files_of_parties_and_kept_files_never_panic(pick in 0..8_usize, changes in change()) {
        let folder = tempfile::tempdir().expect("a folder");
        let files = seeds("party_file");
        fuzz_party_file(&changed(&files[pick % files.len()], &changes), folder.path());
        let kept = seeds("controls_kept_files");
        fuzz_kept_files(&changed(&kept[pick % kept.len()], &changes), folder.path());
    }
}
