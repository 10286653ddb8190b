//! The importers of small originals, through the public face: what a file
//! becomes, and what becomes of a file that is not as it should be.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, UInt16Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use narrows_core::HsRevision;
use narrows_lake::{
    ImportRequest, ImportSummary, Importer, Lake, LakeError, Layer, Limits, NoProgress, TableKind,
    import, read_columns,
};
use tempfile::TempDir;

/// A lake and originals in a folder of their own.
struct Bench {
    folder: TempDir,
    importer: Importer,
    vintage: Option<String>,
    revision: Option<HsRevision>,
    limits: Limits,
}

impl Bench {
    fn new(importer: Importer) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            importer,
            vintage: None,
            revision: None,
            limits: Limits::default(),
        }
    }

    fn vintage(mut self, vintage: &str) -> Self {
        self.vintage = Some(vintage.to_owned());
        self
    }

    fn lake(&self) -> PathBuf {
        self.folder.path().join("lake")
    }

    fn import(&self, files: &[(&str, &[u8])]) -> Result<ImportSummary, LakeError> {
        let originals = files
            .iter()
            .map(|(name, bytes)| {
                let path = self.folder.path().join(name);
                std::fs::write(&path, bytes).unwrap();
                path
            })
            .collect();
        let request = ImportRequest {
            vintage: self.vintage.clone(),
            revision: self.revision,
            limits: self.limits,
            ..ImportRequest::new(self.importer, originals)
        };
        import(&self.lake(), &request, &NoProgress)
    }

    /// The message of an import that must fail, and must leave the lake alone.
    fn refusal(&self, files: &[(&str, &[u8])]) -> String {
        let before = self.imported();
        let error = self.import(files).unwrap_err();
        assert_eq!(self.imported(), before, "the lake is as it was");
        error.to_string()
    }

    fn imported(&self) -> Vec<String> {
        Lake::open(&self.lake())
            .unwrap()
            .vintages()
            .iter()
            .filter(|vintage| vintage.layer == Layer::Imported)
            .map(|vintage| format!("{} {}", vintage.entry.source, vintage.entry.vintage))
            .collect()
    }

    /// Some columns of a table, one line a row, its cells parted by ` | `.
    fn rows(&self, summary: &ImportSummary, kind: TableKind, columns: &[&str]) -> Vec<String> {
        let lake = Lake::open(&self.lake()).unwrap();
        let vintage = lake
            .vintage(&summary.entry.source, &summary.entry.vintage)
            .unwrap();
        let table = lake.open_table(vintage, kind).unwrap();
        let mut rows = Vec::new();
        for batch in read_columns(&table, columns).unwrap() {
            for row in 0..batch.num_rows() {
                let cells: Vec<String> = columns
                    .iter()
                    .map(|column| cell(&batch, column, row))
                    .collect();
                rows.push(cells.join(" | "));
            }
        }
        rows
    }

    /// The refused rows without the file's name.
    fn quarantine(&self, summary: &ImportSummary) -> Vec<String> {
        let Some(path) = &summary.quarantine else {
            return Vec::new();
        };
        let text = std::fs::read_to_string(path).unwrap();
        text.lines()
            .skip(1)
            .map(|line| line.split_once(',').unwrap().1.to_owned())
            .collect()
    }
}

fn cell(batch: &RecordBatch, column: &str, row: usize) -> String {
    let array = batch.column_by_name(column).unwrap();
    if array.is_null(row) {
        return "null".to_owned();
    }
    match array.data_type() {
        DataType::Dictionary(_, _) => {
            let dictionary = array.as_dictionary::<UInt16Type>();
            let values = dictionary.values().as_string::<i32>();
            values.value(dictionary.key(row).unwrap()).to_owned()
        }
        DataType::Utf8 => array.as_string::<i32>().value(row).to_owned(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).to_string(),
        other => panic!("{column} is {other}"),
    }
}

/// What every importer answers to files that are not its own.
fn refuses_what_is_no_original(bench: &Bench, name: &str, lacks: &str) {
    let empty = bench.refusal(&[(name, b"")]);
    assert_eq!(
        empty,
        format!("{name}, line 1: an empty file; download it again")
    );
    let header = bench.refusal(&[(name, b"alpha,beta\n1,2\n")]);
    assert!(header.contains(lacks), "{header}");
    assert!(header.contains("alpha"), "it says what was found: {header}");
    let binary = bench.refusal(&[(name, b"alpha\0beta\n")]);
    assert!(binary.contains("zero bytes"), "{binary}");
}

const STATISTICS: &str = "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,\
                          Year,Value,Notes,Is critical mineral 2025,Other notes\n";

/// In Windows-1252, as the USGS publishes it.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| match c {
            '—' => 0x97,
            '–' => 0x96,
            '’' => 0x92,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect()
}

#[test]
fn usgs_statistics_keep_what_is_printed_and_what_it_means() {
    let bench = Bench::new(Importer::UsgsMcs);
    let text = format!(
        "{STATISTICS}\
         GALLIUM,World Low-Purity Production,Gallium,China,Production,Primary production,kilograms,2024,\"839,000\",Source: Asian Metal Ltd.,Yes,\n\
         GALLIUM,World Low-Purity Production,Gallium,China,Production,Primary production,kilograms,2025,\"900,000\",Estimated. -- Estimated from Asian Metal Ltd.,Yes,\n\
         GALLIUM,World Low-Purity Production,Gallium,World total,Production,Primary production: rounded,kilograms,2024,\"848,000\",,Yes,\n\
         GALLIUM,Salient Statistics—United States,Gallium,United States,Production,\"Production, primary\",kilograms,2021,—,,Yes,\n\
         GERMANIUM,Salient Statistics—United States,Germanium,United States,Net import reliance,Net import reliance,percent,2024,>50,\"Defined as imports – exports,\",Yes,\n\
         GERMANIUM,Salient Statistics—United States,Germanium,United States,Production,Secondary,kilograms,2024,NA,,Yes,\n\
         GERMANIUM,Salient Statistics—United States,Germanium,United States,Stock,Stocks,kilograms,2024,W,,Yes,\n\
         GERMANIUM,Import Sources,Germanium,Belgium,Import sources 2021-2024,Germanium metal,percent,2021–24,27,,Yes,\n\
         BORON,Salient Statistics—United States,Boron ,United States,Net import reliance,Net import reliance,percent,2021,E,,No,\n\
         CADMIUM,Salient Statistics—United States,Cadmium,United States,Import,Cadmium sulfide,metric tons,2022,s,Less than ½ unit.,No,\n\
         TIN,World Mine Production and Reserves,Tin,Congo (Kinshasa),Production,Mine production,metric tons,2025,\"<1,000\",,No,\n\
         TIN,World Mine Production and Reserves,Tin,Côte d’Ivoire,Reserves,Reserves,metric tons,2025,Large,,No,\n\
         TIN,Salient Statistics—United States,Tin,United States,Price,Price,dollars per pound,2025,12.5,,No,\n"
    );
    let summary = bench
        .import(&[("MCS2026.csv", &windows_1252(&text))])
        .unwrap();
    assert_eq!(summary.entry.source, "usgs-mcs");
    assert_eq!(summary.entry.vintage, "MCS2026");
    assert_eq!(summary.entry.years, Some((2021, 2025)));
    assert_eq!(
        summary.entry.title,
        "Mineral Commodity Summaries 2026, data release"
    );
    assert_eq!(summary.rejections.total, 0);
    let columns = [
        "commodity",
        "section",
        "series",
        "statistic",
        "label",
        "economy",
        "unit",
        "year_from",
        "year_to",
        "value",
        "printed",
        "qualifier",
        "note",
    ];
    let rows = bench.rows(&summary, TableKind::MineralStatistics, &columns);
    assert_eq!(
        rows,
        [
            "Boron | salient-united-states | Net import reliance | net-import-reliance | United States | USA | percent | 2021 | 2021 | 0 | E | less-than | ",
            "Cadmium | salient-united-states | Cadmium sulfide | import | United States | USA | t | 2022 | 2022 | 0.5 | s | less-than | Less than ½ unit.",
            "Gallium | salient-united-states | Production, primary | production | United States | USA | kg | 2021 | 2021 | 0 | — | zero | ",
            "Gallium | world | Primary production | production | China | CHN | kg | 2024 | 2024 | 839000 | 839,000 | exact | Source: Asian Metal Ltd.",
            "Gallium | world | Primary production | production | China | CHN | kg | 2025 | 2025 | 900000 | 900,000 | estimated | Estimated. -- Estimated from Asian Metal Ltd.",
            "Gallium | world | Primary production | production | World total | null | kg | 2024 | 2024 | 848000 | 848,000 | exact | ",
            "Germanium | import-sources-united-states | Germanium metal | import-share | Belgium | BEL | percent | 2021 | 2024 | 27 | 27 | exact | ",
            "Germanium | salient-united-states | Net import reliance | net-import-reliance | United States | USA | percent | 2024 | 2024 | 50 | >50 | more-than | Defined as imports – exports,",
            "Germanium | salient-united-states | Secondary | production | United States | USA | kg | 2024 | 2024 | null | NA | not-available | ",
            "Germanium | salient-united-states | Stocks | stock | United States | USA | kg | 2024 | 2024 | null | W | withheld | ",
            "Tin | salient-united-states | Price | price | United States | USA | USD/lb | 2025 | 2025 | 12.5 | 12.5 | exact | ",
            "Tin | world | Mine production | production | Congo (Kinshasa) | COD | t | 2025 | 2025 | 1000 | <1,000 | less-than | ",
            "Tin | world | Reserves | reserves | Côte d’Ivoire | CIV | t | 2025 | 2025 | null | Large | not-available | ",
        ]
    );
}

#[test]
fn usgs_values_that_are_no_one_number_are_quarantined_with_their_line() {
    let bench = Bench::new(Importer::UsgsMcs);
    let row = |value: &str| {
        format!(
            "X,World,Tin,China,Production,Mine production,metric tons,2024,{value},\"a\r\nb\",No,\r\n"
        )
    };
    // Each row takes two lines, for the line break within its note.
    let text = [
        STATISTICS.trim_end(),
        "\r\n",
        &row("1"),
        &row("2"),
        "\r\n",
        &row("\"50–300\""),
        &row("?10"),
        &row("(1)"),
        &row("\"1,5\""),
        &row("3"),
        &row("4"),
        "X,World,Tin,China\r\n",
    ]
    .concat();
    let summary = bench.import(&[("m.csv", text.as_bytes())]).unwrap_err();
    assert!(
        summary.to_string().contains("only 4 of 9 rows"),
        "more were refused than accepted: {summary}"
    );

    let text = text + &row("5") + &row("6");
    let summary = bench.import(&[("m.csv", text.as_bytes())]).unwrap();
    assert_eq!(summary.entry.rejected_rows, 5);
    assert_eq!(
        bench.quarantine(&summary),
        [
            "7,Value,50–300,\"a range, not one number\"",
            "9,Value,?10,\"a character was lost in the original, perhaps a minus\"",
            "11,Value,(1),a footnote mark in place of the value",
            "13,Value,\"1,5\",neither a number nor a mark that the USGS explains",
            "19,row,\"X,World,Tin,China\",more or fewer fields than the header has",
        ]
    );
    assert_eq!(
        bench.rows(&summary, TableKind::MineralStatistics, &["value", "note"]),
        [
            "1 | a b", "2 | a b", "3 | a b", "4 | a b", "5 | a b", "6 | a b"
        ]
    );
}

const WORLD: &str = "\u{feff}SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,\
                     PROD_NOTES,CAP_2023,CAP_EST_ 2024,CAP_NOTES,RESERVES_2024,RESERVE_NOTES\n";

#[test]
fn usgs_world_data_say_nothing_where_a_cell_is_empty() {
    let bench = Bench::new(Importer::UsgsMcs);
    let text = format!(
        "{WORLD}\
         MCS2025,Nickel ,Indonesia,\"Mine production, nickel content\",metric tons,2030000,2200000,,,,,55000000,\n\
         MCS2025,Nickel ,World total (rounded) 10,\"Mine production, nickel content\",metric tons,3750000,3700000,,,,,>130000000,\n\
         MCS2025,Iron Ore,United\u{a0}States,\"Mine production, usable ore\",thousand metric tons,44700,48000,estimated 2023,,,,3600,\"Crude Ore, million metric tons\"\n\
         MCS2025,Barite,United States,\"Mine production, barite, estimated\",thousand metric tons,,,W for 23-24,,,,,NA\n\
         MCS2025,Barite,Turkey,\"Mine production, barite, estimated\",thousand metric tons,216,220,Reported.,,,,,\n\
         MCS2025,Cement,Brazil (beneficiated),\"Clinker capacity, estimated\",thousand metric tons,60000,60000,,,,,,\n\
         MCS2025,Gallium,Other Countries,Primary production,kilograms,,,,,88000,estimated,,\n\
         MCS2025,Mica,Norway,Mine production,metric tons,,,,,,,,\n"
    );
    let summary = bench.import(&[("w.csv", text.as_bytes())]).unwrap();
    assert_eq!(summary.entry.vintage, "MCS2025");
    assert_eq!(summary.entry.years, Some((2023, 2024)));
    assert_eq!(
        summary.entry.attribution,
        "Source: U.S. Geological Survey, Mineral Commodity Summaries 2025"
    );
    assert_eq!(summary.rejections.total, 0);
    let columns = [
        "commodity",
        "statistic",
        "label",
        "economy",
        "unit",
        "year_to",
        "value",
        "printed",
        "qualifier",
    ];
    assert_eq!(
        bench.rows(&summary, TableKind::MineralStatistics, &columns),
        [
            "Barite | production | Turkey | TUR | kt | 2023 | 216 | 216 | exact",
            "Barite | production | Turkey | TUR | kt | 2024 | 220 | 220 | estimated",
            "Barite | production | United States | USA | kt | 2023 | null | W | withheld",
            "Barite | production | United States | USA | kt | 2024 | null | W | withheld",
            "Barite | reserves | United States | USA | kt | 2024 | null | NA | not-available",
            "Cement | capacity | Brazil (beneficiated) | BRA | kt | 2023 | 60000 | 60000 | estimated",
            "Cement | capacity | Brazil (beneficiated) | BRA | kt | 2024 | 60000 | 60000 | estimated",
            "Gallium | capacity | Other Countries | null | kg | 2024 | 88000 | 88000 | estimated",
            "Iron Ore | production | United States | USA | kt | 2023 | 44700 | 44700 | estimated",
            "Iron Ore | production | United States | USA | kt | 2024 | 48000 | 48000 | estimated",
            "Iron Ore | reserves | United States | USA | million metric tons | 2024 | 3600 | 3600 | exact",
            "Nickel | production | Indonesia | IDN | t | 2023 | 2030000 | 2030000 | exact",
            "Nickel | production | Indonesia | IDN | t | 2024 | 2200000 | 2200000 | estimated",
            "Nickel | production | World total (rounded) | null | t | 2023 | 3750000 | 3750000 | exact",
            "Nickel | production | World total (rounded) | null | t | 2024 | 3700000 | 3700000 | estimated",
            "Nickel | reserves | Indonesia | IDN | t | 2024 | 55000000 | 55000000 | exact",
            "Nickel | reserves | World total (rounded) | null | t | 2024 | 130000000 | >130000000 | more-than",
        ]
    );
}

#[test]
fn usgs_files_that_are_none_are_refused_and_the_lake_is_as_it_was() {
    let bench = Bench::new(Importer::UsgsMcs);
    refuses_what_is_no_original(&bench, "m.csv", "the header lacks \"SOURCE\"");
    let header = WORLD.replace("20", "x");
    let no_figures = bench.refusal(&[("m.csv", header.as_bytes())]);
    assert!(no_figures.contains("0 columns of figures"), "{no_figures}");
    let nothing = format!("{WORLD}MCS2025,Mica,Norway,Mine production,metric tons,,,,,,,,\n");
    let nothing = bench.refusal(&[("m.csv", nothing.as_bytes())]);
    assert!(nothing.contains("only 0 of 1 rows"), "{nothing}");
    let bad = format!("{STATISTICS}X,World,Tin,China,Production,Mine,metric tons,2024,many,,,\n");
    let bad = bench.refusal(&[("m.csv", bad.as_bytes())]);
    assert!(
        bad.contains("only 0 of 1 rows") && bad.contains("line 2, Value: \"many\""),
        "{bad}"
    );
    assert!(bench.imported().is_empty());
}

#[test]
fn an_open_quotation_mark_does_not_swallow_the_file() {
    let mut bench = Bench::new(Importer::UsgsMcs);
    bench.limits.line_bytes = 1000;
    let rest = "X,World,Tin,China,Production,Mine,metric tons,2024,1,,,\n".repeat(50);
    let text = format!("{STATISTICS}X,World,\"Tin,China,Production\n{rest}");
    let message = bench.refusal(&[("m.csv", text.as_bytes())]);
    assert!(
        message.starts_with("m.csv, line 2: refused: a row is longer than 1000 bytes"),
        "{message}"
    );
}

#[test]
fn wgi_missing_is_neither_a_row_nor_zero() {
    let bench = Bench::new(Importer::Wgi);
    let text = "Country/Territory,Code,1996,2023,2024,country_code\n\
                \"Taiwan, China\",TWN,1.056969165802002,1.043399,0.9166715,NA\n\
                Namibia,NAM,nan,0.5,None,516\n\
                \"Europe EFTA, nes\",R20,nan,-0.1409249,,697\n\
                Nowhere,??,1,1,1,1\n\
                Norway,NOR,99,0,x,578\n\
                Guyana,GUY,0.03,0.4,nan,328\n\
                Guyana,GUY,-0.26,0.4,nan,328\n\
                Japan,JPN,1,nan,nan,392\n\
                Chile,CHL,nan,nan,nan,152\n\
                Peru,PER,nan,nan,nan,604\n";
    let summary = bench.import(&[("wgi.csv", text.as_bytes())]).unwrap();
    assert_eq!(summary.entry.source, "wgi-political-stability");
    assert_eq!(summary.entry.vintage, "1996-2024");
    assert_eq!(summary.entry.years, Some((1996, 2024)));
    assert!(summary.entry.note.contains("changed in 2023"));
    let columns = [
        "economy",
        "label",
        "dimension",
        "year_from",
        "year_to",
        "value",
    ];
    assert_eq!(
        bench.rows(&summary, TableKind::Governance, &columns),
        [
            "GUY | Guyana | political-stability-estimate | 2023 | 2023 | 0.4",
            "JPN | Japan | political-stability-estimate | 1996 | 1996 | 1",
            "NAM | Namibia | political-stability-estimate | 2023 | 2023 | 0.5",
            "NOR | Norway | political-stability-estimate | 2023 | 2023 | 0",
            "R20 | Europe EFTA, nes | political-stability-estimate | 2023 | 2023 | -0.1409249",
            "TWN | Taiwan, China | political-stability-estimate | 1996 | 1996 | 1.056969165802002",
            "TWN | Taiwan, China | political-stability-estimate | 2023 | 2023 | 1.043399",
            "TWN | Taiwan, China | political-stability-estimate | 2024 | 2024 | 0.9166715",
        ]
    );
    assert_eq!(
        bench.quarantine(&summary),
        [
            "5,Code,??,no three-letter code",
            "6,1996,99,no estimate lies outside -4 to 4",
            "6,2024,x,no number",
            "7,Code,\"GUY, 1996: 0.03\",another line has the same code and another value; which is right is not said",
            "8,Code,\"GUY, 1996: -0.26\",another line has the same code and another value; which is right is not said",
        ]
    );
    refuses_what_is_no_original(&bench, "wgi.csv", "the header lacks \"Country/Territory\"");
    let yearless = bench.refusal(&[("wgi.csv", b"Country/Territory,Code\nJapan,JPN\n")]);
    assert!(yearless.contains("no years"), "{yearless}");
}

#[test]
fn wgi_means_are_read_by_alpha_2_and_na_is_namibia() {
    let bench = Bench::new(Importer::Wgi);
    let text = r#"{
 "source": "World Bank (mean of 6 estimates, latest yr 2015-2024)",
 "wgi": {
  "NA": 0.262,
  "XK": -0.108,
  "TW": null,
  "ZZ": 0.5,
  "JP": 1.423,
  "JP": 0.1
 }
}"#;
    let summary = bench.import(&[("wgi.json", text.as_bytes())]).unwrap();
    assert_eq!(summary.entry.source, "wgi-mean-of-six");
    assert_eq!(summary.entry.vintage, "2015-2024");
    assert_eq!(
        bench.rows(
            &summary,
            TableKind::Governance,
            &[
                "economy",
                "label",
                "dimension",
                "year_from",
                "year_to",
                "value"
            ]
        ),
        [
            "JPN | Japan | mean-of-six-estimates | 2015 | 2024 | 1.423",
            "NAM | Namibia | mean-of-six-estimates | 2015 | 2024 | 0.262",
            "XKX | Kosovo | mean-of-six-estimates | 2015 | 2024 | -0.108",
        ]
    );
    assert_eq!(
        bench.quarantine(&summary),
        [
            "7,wgi,ZZ,no economy has this alpha-2 code",
            "9,wgi,JP,the same code stands on an earlier line",
        ]
    );
    let truncated = bench.refusal(&[("wgi.json", &text.as_bytes()[..100])]);
    assert!(
        truncated.starts_with("wgi.json, line 5: not the JSON of governance estimates"),
        "{truncated}"
    );
    let yearless = text.replace("2015-2024", "?");
    let yearless = bench.refusal(&[("wgi.json", yearless.as_bytes())]);
    assert!(yearless.contains("does not tell the years"), "{yearless}");
    let bad = r#"{"source": "2015-2024", "wgi": {"JP": 99}}"#;
    let bad = bench.refusal(&[("wgi.json", bad.as_bytes())]);
    assert!(bad.contains("no estimate lies outside"), "{bad}");
    assert_eq!(bench.imported(), ["wgi-mean-of-six 2015-2024"]);
}

const CODES: &str = "ISO3166-1-Alpha-3,ISO3166-1-Alpha-2,M49,official_name_en,official_name_fr,\
                     official_name_es,official_name_ru,official_name_cn,official_name_ar,\
                     CLDR display name\n";

#[test]
fn country_codes_are_those_of_known_economies() {
    let text = format!(
        "{CODES}\
         NAM,NA,516,Namibia,Namibie,Namibia,Намибия,纳米比亚,ناميبيا,Namibia\n\
         TWN,TW,,,,,,,,Taiwan\n\
         CIV,CI,384,Côte d’Ivoire,Côte d’Ivoire,,,,,Côte d’Ivoire\n\
         QQQ,QQ,998,Nowhere,,,,,,Nowhere\n\
         JPN,JP,many,Japan,Japon,,,,,Japan\n\
         CIV,CI,384,Ivory Coast,,,,,,\n"
    );
    let bench = Bench::new(Importer::CountryCodes).vintage("2026-08");
    let summary = bench.import(&[("c.csv", text.as_bytes())]).unwrap();
    assert_eq!(summary.entry.source, "country-codes");
    assert_eq!(summary.entry.vintage, "2026-08");
    let columns = [
        "alpha3", "alpha2", "m49", "name_en", "name_fr", "name_es", "name_ru", "name_zh", "name_ar",
    ];
    assert_eq!(
        bench.rows(&summary, TableKind::Economies, &columns),
        [
            "CIV | CI | 384 | Côte d’Ivoire | Côte d’Ivoire | null | null | null | null",
            "NAM | NA | 516 | Namibia | Namibie | Namibia | Намибия | 纳米比亚 | ناميبيا",
            "TWN | TW | null | Taiwan | null | null | null | null | null",
        ]
    );
    assert_eq!(
        bench.quarantine(&summary),
        [
            "5,ISO3166-1-Alpha-3,QQQ,no known economy has this alpha-3 code",
            "6,M49,many,no number from 1 to 999",
            "7,ISO3166-1-Alpha-3,CIV,the same code stands on an earlier line",
        ]
    );
    refuses_what_is_no_original(&bench, "c.csv", "the header lacks \"ISO3166-1-Alpha-3\"");
    let bad = format!("{CODES}QQQ,QQ,998,Nowhere,,,,,,Nowhere\n");
    assert!(
        bench
            .refusal(&[("c.csv", bad.as_bytes())])
            .contains("only 0 of 1 rows")
    );

    let unstated = Bench::new(Importer::CountryCodes);
    let message = unstated.refusal(&[("c.csv", text.as_bytes())]);
    assert!(
        message.starts_with("the vintage is not known from the file: say it with --vintage"),
        "{message}"
    );
}

const TITLES: &str = r##"{
	"more": false,
	"classCode": "H0",
	"className": "HS1992",
	"results": [
	{ "id": "TOTAL", "text": "Total of all HS1992 commodities", "parent": "#" },
	{ "id": "AG6", "text": "AG6 - All 6-digit HS1992 commodities", "parent": "#" },
	{ "id": "9999AA", "text": "9999AA - Unspecified", "parent": "9999" },
	{ "id": "25", "text": "25 - Salt; sulphur", "parent": "TOTAL" },
	{ "id": "2504", "text": "2504 - Graphite; natural", "parent": "25" },
	{ "id": "250410", "text": "250410 - Graphite; natural,  in powder\n or in flakes ", "parent": "2504" },
	{ "id": "010111", "text": "010111 - Horses; live", "parent": "0101" },
	{ "id": "10111", "text": "10111 - Horses; live", "parent": "0101" },
	{ "id": "250410", "text": "250410 - Graphite", "parent": "2504" },
	{ "id": "2601", "parent": "26" }
	]
}"##;

#[test]
fn hs_titles_keep_their_zeros_and_lose_their_codes() {
    let bench = Bench::new(Importer::HsTitles).vintage("2026-08");
    let summary = bench.import(&[("h0.json", TITLES.as_bytes())]).unwrap();
    assert_eq!(summary.entry.source, "hs-titles-hs92");
    assert_eq!(summary.entry.hs_revision, Some(HsRevision::Hs1992));
    let columns = ["revision", "code", "parent", "level", "title"];
    assert_eq!(
        bench.rows(&summary, TableKind::HsTitles, &columns),
        [
            "HS92 | 010111 | 0101 | 6 | Horses; live",
            "HS92 | 25 | null | 2 | Salt; sulphur",
            "HS92 | 2504 | 25 | 4 | Graphite; natural",
            "HS92 | 250410 | 2504 | 6 | Graphite; natural, in powder or in flakes",
        ]
    );
    assert_eq!(
        bench.quarantine(&summary),
        [
            "13,code,\"10111, 0101, 10111 - Horses; live\",\"not 2, 4 or 6 digits; a zero in front may be lost\"",
            "14,code,\"250410, 2504, 250410 - Graphite\",the same code stands on an earlier line",
            "15,results,\"{\"\"id\"\":\"\"2601\"\",\"\"parent\"\":\"\"26\"\"}\",no id or no text in it",
        ]
    );

    let truncated = bench.refusal(&[("h0.json", &TITLES.as_bytes()[..400])]);
    assert!(
        truncated.contains("not the JSON of a classification"),
        "{truncated}"
    );
    let other = TITLES.replace("\"H0\"", "\"S4\"");
    let other = bench.refusal(&[("h0.json", other.as_bytes())]);
    assert!(other.contains("\"S4\"; H0 to H6 are read"), "{other}");
    let bad = r#"{"classCode": "H0", "results": [{"id": "1", "text": "x"}, 7]}"#;
    let bad = bench.refusal(&[("h0.json", bad.as_bytes())]);
    assert!(bad.contains("only 0 of 2 rows"), "{bad}");
    refuses_what_is_no_original(&bench, "h.csv", "the header lacks \"hscode\"");

    let mut bench = Bench::new(Importer::HsTitles);
    assert!(
        bench
            .refusal(&[("h0.json", TITLES.as_bytes())])
            .contains("--vintage")
    );
    bench.vintage = Some("2026-08".to_owned());
    bench.revision = Some(HsRevision::Hs2022);
    let message = bench.refusal(&[("h0.json", TITLES.as_bytes())]);
    assert!(message.contains("titles of HS92, not of HS22"), "{message}");
}

#[test]
fn hs_2022_titles_come_as_csv_too() {
    let bench = Bench::new(Importer::HsTitles).vintage("2026-08");
    let text = "section,hscode,description,parent,level\n\
                I,01,Animals; live,TOTAL,2\n\
                I,0101,\"Horses, asses; live\",01,4\n\
                I,010121,\"Horses; live, pure-bred\",0101,6\n\
                I,0102,Bovine animals; live,01,6\n\
                TOTAL,TOTAL,Total of all HS2022 commodities,TOTAL,5\n";
    let summary = bench.import(&[("hs.csv", text.as_bytes())]).unwrap();
    assert_eq!(summary.entry.source, "hs-titles-hs22");
    assert_eq!(summary.entry.licence, "PDDL 1.0");
    assert_eq!(
        bench.rows(
            &summary,
            TableKind::HsTitles,
            &["code", "parent", "level", "title"]
        ),
        [
            "01 | null | 2 | Animals; live",
            "0101 | 01 | 4 | Horses, asses; live",
            "010121 | 0101 | 6 | Horses; live, pure-bred",
        ]
    );
    assert_eq!(summary.rejections.total, 1);
}

const GLOBAL: &[u8] = b"Material,Stage,Country,Share,t\n\
    Gallium,P,China,98.1%,1.0\n\
    Gypsum,E,Afghanistan,<0.1%,1.0\n\
    Copper,E,T\xfcrkiye,1%,\n\
    Copper,E,Congo,0.1%,1.0\n\
    Copper,E,Atlantis,2%,1.0\n";
const EU: &[u8] = b"Material,Stage,Country,Share,t\n\
    Gallium,P,China,69%,1.0\n\
    Gallium,P,Germany,2%,0.8\n\
    Gallium,P,Japan,6,1.0\n";
const USES: &[u8] = b"Material,Application,Share,NACE sector,VA in million \x80\n\
    Aluminium,Automotive,19%,\"C29 - Manufacture of motor\nvehicles\",194448\n\
    Copper,Roofs,>0%,C32 - Other manufacturing,45912\n\
    Gold,Other,5%,,\n";
const SCORES: &[u8] = b"Material,Year,SR,EI\n\
    Gallium,2023,3.9,3.7\n\
    Aggregates,2011,-,-\n";

#[test]
fn eu_tables_come_together_or_in_part() {
    let bench = Bench::new(Importer::EuCrm).vintage("2023");
    let summary = bench
        .import(&[
            ("fact_GlobalSupplyShares&t.csv", GLOBAL),
            ("fact_EUSupplyShares&t.csv", EU),
            ("fact_MaterialUseShares.csv", USES),
            ("dimension_CRMsOverTime.csv", SCORES),
        ])
        .unwrap();
    assert_eq!(summary.entry.source, "eu-crm");
    assert_eq!(summary.entry.years, Some((2011, 2023)));
    assert_eq!(summary.entry.originals.len(), 4);
    let columns = [
        "material",
        "stage",
        "scope",
        "label",
        "economy",
        "share",
        "share_printed",
        "qualifier",
        "trade_parameter",
    ];
    assert_eq!(
        bench.rows(&summary, TableKind::SupplyShares, &columns),
        [
            "Copper | extraction | global | Atlantis | null | 0.02 | 2% | exact | 1",
            "Copper | extraction | global | Congo | COG | 0.001 | 0.1% | exact | 1",
            "Copper | extraction | global | Türkiye | TUR | 0.01 | 1% | exact | null",
            "Gallium | processing | eu | China | CHN | 0.69 | 69% | exact | 1",
            "Gallium | processing | eu | Germany | DEU | 0.02 | 2% | exact | 0.8",
            "Gallium | processing | global | China | CHN | 0.981 | 98.1% | exact | 1",
            "Gypsum | extraction | global | Afghanistan | AFG | null | <0.1% | less-than | 1",
        ]
    );
    assert_eq!(
        bench.rows(
            &summary,
            TableKind::MaterialUses,
            &[
                "material",
                "application",
                "share",
                "share_printed",
                "nace_sector",
                "value_added_meur"
            ]
        ),
        [
            "Aluminium | Automotive | 0.19 | 19% | C29 - Manufacture of motor vehicles | 194448",
            "Copper | Roofs | null | >0% | C32 - Other manufacturing | 45912",
            "Gold | Other | 0.05 | 5% |  | null",
        ]
    );
    assert_eq!(
        bench.rows(
            &summary,
            TableKind::CriticalityScores,
            &["material", "year", "supply_risk", "economic_importance"]
        ),
        [
            "Aggregates | 2011 | null | null",
            "Gallium | 2023 | 3.9 | 3.7"
        ]
    );
    assert_eq!(
        bench.quarantine(&summary),
        ["4,Share,6,no percentage from 0% to 100%"]
    );

    let part = Bench::new(Importer::EuCrm).vintage("2023");
    let summary = part.import(&[("EUSupplyShares.csv", EU)]).unwrap();
    let kinds: Vec<TableKind> = summary
        .entry
        .tables
        .iter()
        .map(|table| table.kind)
        .collect();
    assert_eq!(kinds, [TableKind::SupplyShares]);
}

#[test]
fn eu_files_that_are_none_are_refused_and_the_lake_is_as_it_was() {
    let bench = Bench::new(Importer::EuCrm).vintage("2023");
    bench.import(&[("EUSupplyShares.csv", EU)]).unwrap();
    refuses_what_is_no_original(
        &bench,
        "x.csv",
        "none of the study's tables has this header",
    );
    let nameless = bench.refusal(&[("shares.csv", EU)]);
    assert!(
        nameless.contains("shares of the world or of the EU?"),
        "{nameless}"
    );
    let twice = bench.refusal(&[("a.csv", SCORES), ("b.csv", SCORES)]);
    assert!(
        twice.starts_with("b.csv: another file has the same table"),
        "{twice}"
    );
    // Sound originals beside it do not make up for one that is all bad.
    let bad = bench.refusal(&[
        ("GlobalSupplyShares.csv", GLOBAL),
        (
            "CRMsOverTime.csv",
            b"Material,Year,SR,EI\nGallium,soon,1,1\n",
        ),
    ]);
    assert!(
        bad.starts_with("CRMsOverTime.csv: only 0 of 1 rows") && bad.contains("Year: \"soon\""),
        "{bad}"
    );
    assert_eq!(bench.imported(), ["eu-crm 2023"]);

    let unstated = Bench::new(Importer::EuCrm);
    assert!(
        unstated
            .refusal(&[("EUSupplyShares.csv", EU)])
            .contains("--vintage 2023")
    );
}

#[test]
fn one_original_at_a_time_where_one_makes_the_table() {
    for importer in [
        Importer::UsgsMcs,
        Importer::Wgi,
        Importer::CountryCodes,
        Importer::HsTitles,
    ] {
        let bench = Bench::new(importer);
        let message = bench.refusal(&[("a.csv", b"a\n"), ("b.csv", b"b\n")]);
        assert!(message.contains("reads one file at a time"), "{message}");
    }
}

#[test]
fn the_same_original_makes_the_same_bytes() {
    let sums: Vec<String> = (0..2)
        .map(|_| {
            let bench = Bench::new(Importer::EuCrm).vintage("2023");
            let summary = bench.import(&[("GlobalSupplyShares.csv", GLOBAL)]).unwrap();
            summary.entry.tables[0].sha256.clone()
        })
        .collect();
    assert_eq!(sums[0], sums[1]);
}

// Numbers made up for these tests; no such figures were published.
const PRODUCERS: &[u8] = b"importer,economy,material,year,asi,wsi,unit,source\n\
    JPN,China,graphite,2023,0.4,NA,index 0-1,made up for tests\n\
    ,Mozambique,natural graphite,2023,60,0,index 0-100,made up for tests\n\
    JPN,CHN,graphite,2023,0.5,0.5,index 0-1,made up for tests\n\
    JPN,Brazil,graphite,2023,1.5,0.5,index 0-1,made up for tests\n\
    JPN,Brazil,graphite,2023,,,index 0-1,made up for tests\n\
    JPN,Madagascar,graphite,2023,0.5,0.5,index 0-1,\n\
    ,India,graphite,2023,0.2,0.1,index 0-1,made up for tests\n\
    ,Korea,graphite,2023,0.2,0.1,index 0-1,made up for tests\n\
    ,Norway,graphite,2023,0.2,0.1,index 0-1,made up for tests\n\
    ,Ukraine,graphite,2023,0.2,0.1,index 0-1,made up for tests\n";
const INDUSTRIES: &[u8] =
    b"importer,material,year,industry,value_added,expenditure,operating_profit,gdp,unit,source\n\
    JPN,graphite,2023,Batteries,1000,20,-100,500000,billion JPY,made up for tests\n\
    Japan,graphite,2023,Steel,3000000,,200000,500000000,million JPY,made up for tests\n\
    JPN,graphite,2023,Cells,1,1,1,400000,billion JPY,made up for tests\n";

#[test]
fn inputs_of_the_usgs_method_come_in_two_forms() {
    let bench = Bench::new(Importer::UsgsSupplyRisk).vintage("test-1");
    let summary = bench
        .import(&[("industries.csv", INDUSTRIES), ("producers.csv", PRODUCERS)])
        .unwrap();
    assert_eq!(summary.entry.source, "usgs-supply-risk-inputs");
    assert_eq!(summary.entry.years, Some((2023, 2023)));
    assert!(summary.entry.attribution.contains("made up for tests"));
    let columns = [
        "importer",
        "economy",
        "material",
        "year",
        "ability_to_supply",
        "ability_to_supply_rounding",
        "willingness_to_supply",
        "cited_source",
    ];
    assert_eq!(
        bench.rows(&summary, TableKind::ProducerSupply, &columns),
        [
            "JPN | CHN | graphite | 2023 | 0.4 | 0.05 | null | made up for tests",
            "null | IND | graphite | 2023 | 0.2 | 0.05 | 0.1 | made up for tests",
            "null | MOZ | graphite | 2023 | 0.6 | 0.05 | 0 | made up for tests",
            "null | NOR | graphite | 2023 | 0.2 | 0.05 | 0.1 | made up for tests",
            "null | UKR | graphite | 2023 | 0.2 | 0.05 | 0.1 | made up for tests",
        ]
    );
    let columns = [
        "importer",
        "industry",
        "value_added",
        "expenditure",
        "operating_profit",
        "gross_domestic_product",
        "gross_domestic_product_rounding",
        "currency",
    ];
    assert_eq!(
        bench.rows(&summary, TableKind::IndustryExpenditure, &columns),
        [
            "JPN | Batteries | 1000000 | 20000 | -100000 | 500000000 | 50000000 | JPY",
            "JPN | Steel | 3000000 | null | 200000 | 500000000 | 50000000 | JPY",
        ]
    );
    let refused = bench.quarantine(&summary);
    for (line, field) in [
        ("4", "gdp"),
        ("4", "economy"),
        ("5", "asi"),
        ("6", "asi"),
        ("7", "source"),
        ("9", "economy"),
    ] {
        assert!(
            refused
                .iter()
                .any(|row| row.starts_with(&format!("{line},{field},"))),
            "{line} {field}: {refused:?}"
        );
    }
    assert_eq!(refused.len(), 6, "{refused:?}");
}

#[test]
fn a_form_of_the_usgs_method_is_told_by_its_header() {
    let bench = Bench::new(Importer::UsgsSupplyRisk).vintage("test-1");
    let message = bench.refusal(&[("other.csv", b"economy,asi\nCHN,1\n")]);
    for part in [
        "neither form",
        "importer,economy,material",
        "operating_profit",
        "economy,asi",
    ] {
        assert!(message.contains(part), "{message}");
    }
    let unnamed = Bench::new(Importer::UsgsSupplyRisk);
    assert!(
        unnamed
            .refusal(&[("producers.csv", PRODUCERS)])
            .contains("--vintage")
    );
}
