// swift-tools-version: 6.1
import PackageDescription

/// Imports stay private to the file that makes them, and members come only from modules that are named:
/// the direction of imports in docs/design.md is checked by the compiler, not by habit.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

/// A Swift library of ours, with its dependencies named from the bottom up.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: house)
}

/// The tests of one module.
func tests(_ module: String, _ more: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .testTarget(
        name: module + "Tests", dependencies: [.byName(name: module)] + more, resources: resources,
        swiftSettings: house)
}

let package = Package(
    name: "onecycle",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "onecycle", targets: ["onecycle"]),
        .library(name: "Schedules", targets: ["Schedules"]),
        .library(name: "Datasets", targets: ["Datasets"]),
        .library(name: "Networks", targets: ["Networks"]),
        .library(name: "Training", targets: ["Training"]),
        .library(name: "Experiments", targets: ["Experiments"]),
        .library(name: "Plotting", targets: ["Plotting"]),
        .library(name: "CairoCanvas", targets: ["CairoCanvas"]),
        .library(name: "Figures", targets: ["Figures"]),
        .library(name: "Report", targets: ["Report"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        // C libraries: module maps and shims.
        .systemLibrary(name: "CDNNL", providers: [.apt(["libdnnl-dev"])]),
        .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
        .systemLibrary(name: "CHarfBuzz", pkgConfig: "harfbuzz-subset", providers: [.apt(["libharfbuzz-dev"])]),
        .systemLibrary(name: "CFriBidi", pkgConfig: "fribidi", providers: [.apt(["libfribidi-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CKernels"),
        .target(name: "CFileSystem"),

        module("SeededRandom"),
        module("Schedules"),
        module("OneDNN", ["CDNNL"]),
        module("Networks", ["OneDNN", "CKernels", "SeededRandom"]),
        module("Plotting"),
        module("CairoCanvas", ["Plotting", "CCairo", "CHarfBuzz", "CFriBidi", "CPNG"]),
        module(
            "Datasets",
            [
                "CairoCanvas", "CKernels", "CZlib", "SeededRandom",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        module("Training", ["Networks", "Datasets", "Schedules", "CKernels", "SeededRandom"]),
        module(
            "Experiments",
            [
                "Training", "Networks", "OneDNN", "Datasets", "CairoCanvas", "Plotting", "Schedules", "SeededRandom",
                "CFileSystem",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        module("Figures", ["Training", "Datasets", "Schedules", "Plotting"]),
        module("Report", [.product(name: "Mustache", package: "swift-mustache")]),
        .executableTarget(
            name: "onecycle",
            dependencies: [
                "Experiments", "Figures", "Report", "CairoCanvas", "Plotting", "Training", "Networks", "OneDNN",
                "Schedules", "Datasets",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house),
        .executableTarget(
            name: "figure-bench", dependencies: ["Figures", "CairoCanvas", "Plotting", "Training"],
            path: "Benchmarks/Figures", swiftSettings: house),
        .executableTarget(
            name: "schedule-bench", dependencies: ["Training", "Schedules", "Networks", "Datasets"],
            path: "Benchmarks/Schedules", swiftSettings: house),

        tests("SeededRandom"),
        tests("Schedules", resources: [.copy("Golden")]),
        tests("Networks", ["OneDNN"]),
        tests("Datasets", ["LoopbackServer"]),
        tests(
            "Training", ["Networks", "OneDNN", "Datasets", "Schedules", "SeededRandom", "CKernels"],
            resources: [.copy("Golden")]),
        tests(
            "Experiments", ["CairoCanvas", "Datasets", "Networks", "OneDNN", "Plotting", "Schedules", "Training"]),
        tests("Plotting"),
        tests("CairoCanvas", ["Plotting"], resources: [.copy("Pictures")]),
        tests(
            "Figures", ["Training", "Datasets", "Schedules", "Plotting", "CairoCanvas"],
            resources: [.copy("Pictures")]),
        tests("Report"),
        .testTarget(
            name: "EndToEndTests", dependencies: ["onecycle", "CairoCanvas", "Plotting", "LoopbackServer"],
            swiftSettings: house),
        .target(name: "LoopbackServer", path: "Tests/LoopbackServer", swiftSettings: house),
    ]
)
