//! Names that look like those on the doorbells of a Dutch city. Given name and surname are drawn apart,
//! so that a whole name is nobody's in particular.

use crate::random::Random;

/// Where a family's names come from. It decides how names are made up here and is stored nowhere:
/// country of origin and ethnicity are not recorded (REC-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    Dutch,
    Turkish,
    Moroccan,
    Surinamese,
    Polish,
    Ukrainian,
    Chinese,
}

const MIX: [(u64, Naming); 7] = [
    (46, Naming::Dutch),
    (13, Naming::Turkish),
    (15, Naming::Moroccan),
    (10, Naming::Surinamese),
    (6, Naming::Polish),
    (6, Naming::Ukrainian),
    (4, Naming::Chinese),
];

/// A surname: infix ("van der") apart, since Dutch sorts without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Surname {
    pub(crate) infix: Option<&'static str>,
    pub(crate) name: String,
}

struct Table {
    women: &'static [&'static str],
    men: &'static [&'static str],
    surnames: &'static [(&'static str, &'static str)],
    /// The same name in the script of the family, for the alias some people have.
    aliases: &'static [(&'static str, &'static str)],
}

const DUTCH: Table = Table {
    women: &[
        "Sanne",
        "Marieke",
        "Fenna",
        "Liesbeth",
        "Noor",
        "Truus",
        "Willemijn",
        "Anneke",
        "Hanneke",
        "Renée",
        "Iris",
        "Geertje",
        "Floor",
        "Joke",
        "Roos",
        "Saskia",
        "Zoë",
        "Maaike",
    ],
    men: &[
        "Daan", "Joost", "Kees", "Bram", "Sjoerd", "Hendrik", "Ruben", "Thijs", "Wouter", "Gerrit",
        "André", "Koen", "Luuk", "Siebe", "Teun", "Arie", "Jurriën", "Mees",
    ],
    surnames: &[
        ("van der", "Heuvel"),
        ("van", "Doorn"),
        ("de", "Graaf"),
        ("", "Bakker"),
        ("", "Hoekstra"),
        ("van den", "Broek"),
        ("ter", "Horst"),
        ("", "Mulder"),
        ("op den", "Camp"),
        ("in 't", "Veld"),
        ("", "Kuiper"),
        ("van 't", "Wout"),
        ("", "Vermeulen"),
        ("de", "Boer"),
        ("", "Postma"),
        ("van de", "Kamp"),
        ("", "Verhoeven"),
        ("", "Dijkstra"),
        ("ten", "Brinke"),
        ("", "Jagers-Oosterbaan"),
    ],
    aliases: &[],
};

const TURKISH: Table = Table {
    women: &[
        "Ayşe", "Elif", "Zeynep", "Gülşen", "Fatma", "Büşra", "Emine", "Nurgül", "Selin", "Çiğdem",
    ],
    men: &[
        "Mehmet", "Emre", "Ömer", "Yusuf", "Hüseyin", "Burak", "Çağlar", "Kemal", "Şahin", "Tuğrul",
    ],
    surnames: &[
        ("", "Yıldız"),
        ("", "Öztürk"),
        ("", "Çelik"),
        ("", "Karadağ"),
        ("", "Şimşek"),
        ("", "Aydın"),
        ("", "Koç"),
        ("", "Günay"),
        ("", "Doğan"),
    ],
    aliases: &[],
};

const MOROCCAN: Table = Table {
    women: &[
        "Amina", "Fatiha", "Samira", "Naïma", "Hafsa", "Loubna", "Khadija", "Ikram", "Souad",
        "Yousra",
    ],
    men: &[
        "Mohamed", "Youssef", "Rachid", "Bilal", "Anouar", "Hamza", "Driss", "Zakaria", "Saïd",
        "Ilyas",
    ],
    surnames: &[
        ("", "El Amrani"),
        ("", "Benali"),
        ("", "Bouzidi"),
        ("", "Aït Oufkir"),
        ("", "El Idrissi"),
        ("", "Chaoui"),
        ("", "Ouali"),
        ("", "Tahiri"),
        ("", "Azzouzi"),
    ],
    aliases: &[
        ("Amina", "أمينة"),
        ("Samira", "سميرة"),
        ("Khadija", "خديجة"),
        ("Mohamed", "محمد"),
        ("Youssef", "يوسف"),
        ("Rachid", "رشيد"),
        ("Bilal", "بلال"),
        ("Hamza", "حمزة"),
    ],
};

const SURINAMESE: Table = Table {
    women: &[
        "Sharda",
        "Chantal",
        "Indra",
        "Melinda",
        "Priya",
        "Gwendoline",
        "Rosita",
        "Anouschka",
    ],
    men: &[
        "Ricardo", "Sergio", "Radj", "Clyde", "Winston", "Dinesh", "Orlando", "Melvin",
    ],
    surnames: &[
        ("", "Ramdin"),
        ("", "Kromosoeto"),
        ("", "Pinas"),
        ("", "Jagesar"),
        ("", "Zeefuik"),
        ("", "Sabajo"),
        ("", "Soekhoe"),
        ("", "Wijngaarde"),
    ],
    aliases: &[],
};

const POLISH: Table = Table {
    women: &[
        "Agnieszka",
        "Małgorzata",
        "Zofia",
        "Kasia",
        "Łucja",
        "Bożena",
        "Hanna",
    ],
    men: &[
        "Paweł",
        "Tomasz",
        "Łukasz",
        "Krzysztof",
        "Michał",
        "Wojciech",
        "Jan",
    ],
    surnames: &[
        ("", "Wiśniewski"),
        ("", "Zieliński"),
        ("", "Wójcik"),
        ("", "Dąbek"),
        ("", "Gołąb"),
        ("", "Szczepański"),
    ],
    aliases: &[],
};

const UKRAINIAN: Table = Table {
    women: &[
        "Oksana", "Iryna", "Nadija", "Olena", "Marija", "Sofija", "Halyna",
    ],
    men: &[
        "Andrij", "Oleksij", "Taras", "Mykola", "Dmytro", "Bohdan", "Serhij",
    ],
    surnames: &[
        ("", "Kovalenko"),
        ("", "Sjevtsjoek"),
        ("", "Bondar"),
        ("", "Melnyk"),
        ("", "Lysenko"),
        ("", "Tkatsjoek"),
    ],
    aliases: &[
        ("Oksana", "Оксана"),
        ("Iryna", "Ірина"),
        ("Olena", "Олена"),
        ("Sofija", "Софія"),
        ("Andrij", "Андрій"),
        ("Taras", "Тарас"),
        ("Dmytro", "Дмитро"),
        ("Bohdan", "Богдан"),
    ],
};

const CHINESE: Table = Table {
    women: &["Mei", "Xiuying", "Lü", "Jing", "Yan", "Huifang"],
    men: &["Wei", "Jun", "Haoran", "Guoqiang", "Lei", "Zhiyuan"],
    surnames: &[
        ("", "Chen"),
        ("", "Lin"),
        ("", "Zhou"),
        ("", "Wu"),
        ("", "Huang"),
        ("", "Xu"),
    ],
    aliases: &[
        ("Mei", "梅"),
        ("Jing", "静"),
        ("Wei", "伟"),
        ("Jun", "军"),
        ("Lei", "磊"),
    ],
};

impl Naming {
    pub(crate) fn draw(random: &mut Random) -> Self {
        random.weighted(&MIX).copied().unwrap_or(Self::Dutch)
    }

    fn table(self) -> &'static Table {
        match self {
            Self::Dutch => &DUTCH,
            Self::Turkish => &TURKISH,
            Self::Moroccan => &MOROCCAN,
            Self::Surinamese => &SURINAMESE,
            Self::Polish => &POLISH,
            Self::Ukrainian => &UKRAINIAN,
            Self::Chinese => &CHINESE,
        }
    }

    pub(crate) fn given(self, random: &mut Random, woman: bool) -> &'static str {
        let table = self.table();
        random.pick(if woman { table.women } else { table.men })
    }

    pub(crate) fn surname(self, random: &mut Random) -> Surname {
        let (infix, name) = random.pick(self.table().surnames);
        Surname {
            infix: Some(infix).filter(|infix| !infix.is_empty()),
            name: name.to_owned(),
        }
    }

    /// The given name in its own script, for those names that have one here.
    pub(crate) fn alias(self, given: &str) -> Option<&'static str> {
        self.table()
            .aliases
            .iter()
            .find(|(latin, _)| *latin == given)
            .map(|(_, own)| *own)
    }
}
