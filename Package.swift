// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours treats warnings as errors; dependencies keep their own rules.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// The program that people run carries Swift's libraries in itself: it starts without looking them up, is smaller in
/// memory, and needs no Swift where it runs. Tests bring Swift's libraries along, so debug builds do not.
let standalone: [LinkerSetting] = [
    .unsafeFlags(
        ["-static-stdlib", "-Xlinker", "--start-group"]
            + [
                "Foundation", "CoreFoundation", "FoundationEssentials", "FoundationInternationalization",
                "_FoundationICU",
                "_FoundationCShims", "_FoundationCollections", "dispatch", "BlocksRuntime",
            ].map { "-l\($0)" } + ["-Xlinker", "--end-group"],
        .when(configuration: .release))
]

let package = Package(
    name: "stoa",
    products: [
        .executable(name: "stoa", targets: ["stoa"]),
        .executable(name: "stoa-benchmark", targets: ["StoaBenchmark"]),
        // Tests load it before the program.
        .library(name: "FaultLayer", type: .dynamic, targets: ["CFaultLayer"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    ],
    targets: [
        // What the system provides.
        .systemLibrary(name: "CNcurses", pkgConfig: "ncursesw", providers: [.apt(["libncursesw5-dev"])]),
        .systemLibrary(
            name: "CMarkdown", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CMail", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CCalendar", pkgConfig: "libical", providers: [.apt(["libical-dev"])]),
        .target(name: "CSystem"),

        // The rooms, from the bottom up; each imports only what stands below it.
        .target(
            name: "Terminal",
            dependencies: ["CNcurses", "CSystem", .product(name: "TOMLKit", package: "TOMLKit")],
            // Links to the top level's themes, so that the program carries them wherever it goes.
            resources: ["dark", "default", "high-contrast", "light", "monochrome"].map {
                .embedInCode("Themes/Files/\($0).toml")
            },
            swiftSettings: strict),
        .target(
            name: "Journal",
            dependencies: [
                "CSystem",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HeapModule", package: "swift-collections"),
            ],
            swiftSettings: strict),
        .target(
            name: "Index",
            dependencies: ["Journal", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .target(
            name: "Workbench",
            dependencies: ["Index", "Journal", "Terminal", "CMarkdown"],
            swiftSettings: strict),
        .target(
            name: "Features",
            dependencies: [
                "Workbench", "Index", "Journal", "Terminal", "CMail", "CCalendar",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "TOMLKit", package: "TOMLKit"),
            ],
            resources: [
                "checklist", "explain-back", "keep-change-try", "ladder", "line-notes", "rubric", "sbi", "tuning",
                "two-stars-wish", "warm-cool",
            ].map { .embedInCode("Feedback/Protocols/Files/\($0).toml") }
                + ["code", "essay", "proof", "talk"].map { .embedInCode("Feedback/Rubrics/Files/\($0).toml") }
                + ["academic", "blank", "online", "practice", "professional"].map {
                    .embedInCode("Community/Founding/Files/\($0).toml")
                }
                + ["free", "gibbs", "keep-change-try", "muddiest", "what-so-what-now-what"].map {
                    .embedInCode("Reflection/Frames/Files/frame-\($0).toml")
                },
            swiftSettings: strict),
        .executableTarget(
            name: "stoa",
            dependencies: [
                "CSystem", "Features", "Workbench", "Index", "Journal", "Terminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "TOMLKit", package: "TOMLKit"),
            ],
            swiftSettings: strict, linkerSettings: standalone),

        // Programs on pseudo-terminals, for the benchmark and the tests.
        .target(name: "CPseudoTerminal"),
        .target(name: "PseudoTerminal", dependencies: ["CPseudoTerminal"], swiftSettings: strict),
        .executableTarget(
            name: "StoaBenchmark",
            dependencies: [
                "Features", "Index", "Journal", "PseudoTerminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // What the tests stand on, then the tests, target by target.
        .systemLibrary(
            name: "CTerminalEmulator", path: "Tests/CTerminalEmulator", pkgConfig: "vterm",
            providers: [.apt(["libvterm-dev"])]),
        .target(name: "CFaultLayer", path: "Tests/CFaultLayer"),
        .target(
            name: "TestSupport",
            dependencies: ["CPseudoTerminal", "PseudoTerminal", "CTerminalEmulator", "Journal", "Index"],
            path: "Tests/Support", swiftSettings: strict),
        .target(
            name: "FuzzReaders",
            dependencies: ["Features", "Workbench", "Index", "Journal", "Terminal", "TestSupport"],
            path: "Tests/Fuzz/Readers", swiftSettings: strict),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "JournalTests", dependencies: ["Journal", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "IndexTests", dependencies: ["Index", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "WorkbenchTests", dependencies: ["Workbench", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "FeaturesTests", dependencies: ["Features", "TestSupport"],
            exclude: ["Screens/Snapshots"],
            swiftSettings: strict),
        .testTarget(
            name: "FuzzTests", dependencies: ["FuzzReaders", "TestSupport"], path: "Tests/Fuzz/Tests",
            swiftSettings: strict),
        .testTarget(
            name: "EndToEnd", dependencies: ["stoa", "Features", "Index", "Journal", "TestSupport"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// Its main function is libFuzzer's, so that it is only built by .ci/fuzz.
if Context.environment["STOA_FUZZING"] != nil {
    package.targets.append(
        .executableTarget(
            name: "stoa-fuzz", dependencies: ["FuzzReaders"], path: "Tests/Fuzz/Program", swiftSettings: strict))
}
