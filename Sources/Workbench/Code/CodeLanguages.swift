extension CodeLanguage {
    /// The languages that are coloured.
    static let all: [CodeLanguage] = [
        CodeLanguage(
            "swift",
            keywords: """
                actor any as associatedtype async await borrowing break case catch class consuming continue convenience
                default defer deinit didSet do dynamic else enum extension fallthrough false fileprivate final for func
                get guard if import in indirect init inout internal is isolated lazy let mutating nil nonisolated open
                operator override package precedencegroup private protocol public repeat required rethrows return self
                Self sending set some static struct subscript super switch throw throws true try typealias unowned var
                weak where while willSet
                """,
            regions: [
                .line("//"), .block("/*", "*/", nests: true), .string("\"\"\"", spansLines: true), .string("\""),
                .string("#\"", "\"#", escape: nil),
            ], sigils: ["@", "#"]),
        CodeLanguage(
            "c h c++ cpp cc cxx hpp hh objc m arduino ino",
            keywords: """
                alignas alignof asm auto bool break case catch char char8_t char16_t char32_t class co_await co_return
                co_yield concept const const_cast consteval constexpr constinit continue decltype default delete do
                double dynamic_cast else enum explicit export extern false float for friend goto if inline int long
                mutable namespace new noexcept nullptr operator private protected public register reinterpret_cast
                requires restrict return short signed sizeof static static_assert static_cast struct switch template
                this thread_local throw true try typedef typeid typename union unsigned using virtual void volatile
                wchar_t while size_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t NULL
                """, regions: cLike, sigils: ["#"]),
        CodeLanguage(
            "python py python3 py3",
            keywords: """
                and as assert async await break case class continue def del elif else except False finally for from
                global if import in is lambda match None nonlocal not or pass raise return self True try while with
                yield
                """,
            regions: [
                .line("#"), .string("\"\"\"", spansLines: true), .string("'''", spansLines: true), .string("\""),
                .string("'"),
            ], sigils: ["@"]),
        CodeLanguage(
            "r rscript",
            keywords: """
                break else FALSE for function if in Inf library NA NaN next NULL repeat require return TRUE while
                """,
            regions: [.line("#"), .string("\"", spansLines: true), .string("'", spansLines: true)], wordSigns: "."),
        CodeLanguage(
            "javascript js jsx mjs cjs typescript ts tsx",
            keywords: """
                abstract any as async await boolean break case catch class const continue debugger declare default
                delete do else enum export extends false finally for from function get if implements import in
                instanceof interface keyof let namespace never new null number of private protected public readonly
                return satisfies set static string super switch symbol this throw true try type typeof undefined
                unknown var void while with yield
                """,
            regions: cLike + [.string("`", spansLines: true)], wordSigns: "$"),
        CodeLanguage(
            "rust rs",
            keywords: """
                as async await bool box break char const continue crate dyn else enum extern f32 f64 false fn for i8
                i16 i32 i64 i128 if impl in isize let loop match mod move mut pub ref return self Self static str
                struct super trait true type u8 u16 u32 u64 u128 union unsafe use usize where while
                """,
            regions: [
                .line("//"), .block("/*", "*/", nests: true), .string("\"", spansLines: true),
                .string("r\"", "\"", escape: nil, spansLines: true, at: .apart),
                .string("r#\"", "\"#", escape: nil, spansLines: true, at: .apart), .character(),
            ]),
        CodeLanguage(
            "go golang",
            keywords: """
                any bool break byte case chan complex128 const continue default defer else error fallthrough false
                float32 float64 for func go goto if import int int8 int16 int32 int64 interface iota map nil package
                range return rune select string struct switch true type uint uint8 uint16 uint32 uint64 var
                """,
            regions: cLike + [.string("`", escape: nil, spansLines: true)]),
        CodeLanguage(
            "java kotlin kt scala",
            keywords: """
                abstract assert boolean break byte case catch char class companion const continue data def default do
                double else enum extends false final finally float for fun goto if implements import in instanceof int
                interface internal is lateinit lazy long native new null object open override package private protected
                public record return sealed short static strictfp super suspend switch synchronized this throw throws
                trait transient true try typealias val var void volatile when while with yield
                """, regions: cLike + [.string("\"\"\"", spansLines: true)], sigils: ["@"]),
        CodeLanguage(
            "shell sh bash zsh console",
            keywords: """
                alias case cd do done echo elif else esac exec exit export fi for function if in local read readonly
                return set shift source test then time trap unset until while
                """,
            regions: [
                .line("#", at: .afterSpace), .string("\"", spansLines: true),
                .string("'", escape: nil, spansLines: true),
            ], sigils: ["$", "${"], wordSigns: "-"),
        CodeLanguage(
            "sql sqlite postgresql mysql",
            keywords: """
                add all alter and as asc avg begin between by case cast check coalesce column commit constraint count
                create cross default delete desc distinct drop else end exists explain foreign from full group having
                if in index inner insert integer into is join key left like limit max min not null numeric offset on
                or order outer over partition pragma primary real recursive references right rollback select set sum
                table text then transaction trigger union unique update using values varchar view when where with
                """, isCaseSensitive: false,
            regions: [.line("--"), .block("/*", "*/"), .string("'", escape: nil), .string("\"", escape: nil)]),
        CodeLanguage(
            "json jsonc json5 jsonl", keywords: "true false null",
            regions: [.line("//"), .block("/*", "*/"), .string("\"")]),
        CodeLanguage(
            "yaml yml", keywords: "true false null yes no on off",
            regions: [
                .line("#", at: .afterSpace), .string("\"", at: .apart), .string("'", escape: nil, at: .apart),
            ], keyEnd: ":", wordSigns: "-."),
        CodeLanguage(
            "toml ini conf cfg", keywords: "true false",
            regions: [
                .line("#", at: .afterSpace), .line(";", at: .lineStart), .string("\"\"\"", spansLines: true),
                .string("'''", escape: nil, spansLines: true), .string("\"", at: .apart),
                .string("'", escape: nil, at: .apart),
            ], keyEnd: "=", wordSigns: "-."),
        CodeLanguage(
            "html htm xml svg xhtml vue", regions: [.block("<!--", "-->"), .string("=\"", "\""), .string("='", "'")],
            sigils: ["<", "</", "<!", "<?"], wordSigns: "-:"),
        CodeLanguage(
            "css scss less", keywords: "important inherit initial none auto unset",
            regions: [.block("/*", "*/"), .string("\""), .string("'", at: .apart)], sigils: ["@"], keyEnd: ":",
            wordSigns: "-"),
        CodeLanguage("tex latex sty bib", regions: [.line("%"), .string("$$"), .string("$")], sigils: ["\\"]),
        CodeLanguage(
            "haskell hs",
            keywords: """
                as case class data default deriving do else False family forall foreign hiding if import in infix
                infixl infixr instance let mdo module newtype of otherwise pattern proc qualified rec then True type
                where
                """,
            regions: [.line("--"), .block("{-", "-}", nests: true), .string("\""), .character()], wordSigns: "'"),
    ]

    private static let cLike: [Region] = [.line("//"), .block("/*", "*/"), .string("\""), .string("'")]
}
