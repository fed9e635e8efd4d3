// swift-tools-version: 6.1
import PackageDescription

/// Imports stay private to the file that makes them, and members come only from modules that are named.
/// So the compiler checks the direction of imports in docs/design.md.
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

/// The tests of one module, with what all tests share.
func tests(_ module: String, _ more: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .testTarget(
        name: module + "Tests", dependencies: [.byName(name: module), "TestSupport"] + more, resources: resources,
        swiftSettings: house)
}

let package = Package(
    name: "onecycle",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "onecycle", targets: ["onecycle"]),
        .library(name: "Files", targets: ["Files"]),
        .library(name: "JSON", targets: ["JSON"]),
        .library(name: "Raster", targets: ["Raster"]),
        .library(name: "Schedules", targets: ["Schedules"]),
        .library(name: "Datasets", targets: ["Datasets"]),
        .library(name: "DigitDrawing", targets: ["DigitDrawing"]),
        .library(name: "OneDNN", targets: ["OneDNN"]),
        .library(name: "Networks", targets: ["Networks"]),
        .library(name: "Optimizers", targets: ["Optimizers"]),
        .library(name: "RangeTest", targets: ["RangeTest"]),
        .library(name: "Training", targets: ["Training"]),
        .library(name: "Specs", targets: ["Specs"]),
        .library(name: "Runs", targets: ["Runs"]),
        .library(name: "Statistics", targets: ["Statistics"]),
        .library(name: "Comparison", targets: ["Comparison"]),
        .library(name: "Plotting", targets: ["Plotting"]),
        .library(name: "FigureFiles", targets: ["FigureFiles"]),
        .library(name: "CairoCanvas", targets: ["CairoCanvas"]),
        .library(name: "Figures", targets: ["Figures"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        // C libraries: module maps and shims.
        .systemLibrary(name: "CDNNL", providers: [.apt(["libdnnl-dev"])]),
        .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
        .systemLibrary(name: "CHarfBuzz", pkgConfig: "harfbuzz-subset", providers: [.apt(["libharfbuzz-dev"])]),
        .systemLibrary(name: "CFriBidi", pkgConfig: "fribidi", providers: [.apt(["libfribidi-dev"])]),
        .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CKernels"),
        .target(name: "CFileSystem"),

        module("Text"),
        module(
            "Files",
            [
                "CFileSystem", "CNettle",
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        module("Parallel", ["CKernels"]),
        module("JSON", ["Text"]),
        module("Raster", ["CPNG"]),
        module("SeededRandom"),
        module("Schedules"),
        module("OneDNN", ["CDNNL"]),
        module("Networks", ["JSON", "OneDNN", "CKernels", "SeededRandom"]),
        module("Plotting", ["Raster"]),
        module("FigureFiles", ["Text", "Files", "Raster"]),
        module(
            "CairoCanvas", ["Files", "Raster", "FigureFiles", "Plotting", "CCairo", "CHarfBuzz", "CFriBidi"]),
        module(
            "Datasets",
            ["Text", "Files", "Parallel", "Raster", "CKernels", "CZlib", "SeededRandom"]),
        module("DigitDrawing", ["Files", "Parallel", "Raster", "Datasets", "CCairo", "SeededRandom"]),
        module("Statistics", ["SeededRandom"]),
        module("Optimizers", ["CKernels", "Schedules"]),
        module("RangeTest", ["Text", "Statistics"]),
        module(
            "Training",
            [
                "Parallel", "Networks", "OneDNN", "Datasets", "Schedules", "Statistics", "Optimizers", "RangeTest",
            ]),
        module(
            "Specs",
            [
                "Text", "Files", "JSON", "FigureFiles", "Networks", "Datasets", "Plotting", "Schedules", "Optimizers",
                "RangeTest", "Statistics",
            ]),
        module(
            "Runs",
            [
                "Text", "Files", "Parallel", "JSON", "FigureFiles", "Specs", "Training", "Networks", "OneDNN",
                "Datasets", "Schedules", "Statistics", "Optimizers", "RangeTest",
            ]),
        module("Comparison", ["Text", "Files", "Runs", "Specs", "Statistics", "Training"]),
        module(
            "Figures", ["Text", "Training", "RangeTest", "Statistics", "Datasets", "Schedules", "Raster", "Plotting"]),
        module("Report", ["Text", .product(name: "Mustache", package: "swift-mustache")]),
        module(
            "Presentation",
            [
                "Text", "Files", "JSON", "Parallel", "FigureFiles", "CairoCanvas", "Plotting", "Schedules", "Networks",
                "Datasets",
                "DigitDrawing", "Optimizers", "RangeTest", "Training", "Statistics", "Specs", "Runs", "Comparison",
                "Figures", "Report",
            ]),
        .executableTarget(
            name: "onecycle",
            dependencies: [
                "Presentation", "Text", "Specs", "Runs", "Statistics", "Comparison", "Figures", "Report", "CairoCanvas",
                "FigureFiles", "Plotting", "Training", "Networks", "OneDNN", "Schedules", "Datasets", "DigitDrawing",
                "Files", "JSON",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house),
        .executableTarget(
            name: "figure-bench", dependencies: ["Figures", "CairoCanvas", "Plotting", "Statistics", "Training"],
            path: "Benchmarks/Figures", swiftSettings: house),
        .executableTarget(
            name: "schedule-bench", dependencies: ["Training", "Optimizers", "Schedules", "Networks", "Datasets"],
            path: "Benchmarks/Schedules", swiftSettings: house),

        tests("Files"),
        tests("Parallel", ["CKernels"]),
        tests("JSON"),
        tests("SeededRandom"),
        tests("Schedules", resources: [.copy("Golden")]),
        tests("Networks", ["OneDNN", "CKernels"]),
        tests("Datasets", ["Files", "Raster", "DigitDrawing", "LoopbackServer"]),
        tests("DigitDrawing", ["Datasets"]),
        tests("Optimizers", ["Schedules"]),
        tests("RangeTest", ["Statistics"], resources: [.copy("Golden")]),
        tests(
            "Training",
            [
                "Networks", "OneDNN", "Datasets", "DigitDrawing", "Schedules", "Optimizers", "RangeTest",
                "SeededRandom", "CKernels",
            ],
            resources: [.copy("Golden")]),
        tests(
            "Specs",
            [
                "Files", "JSON", "FigureFiles", "CairoCanvas", "Datasets", "Networks", "Plotting", "Schedules",
                "Optimizers", "RangeTest", "Statistics",
            ]),
        tests(
            "Runs",
            [
                "Files", "JSON", "FigureFiles", "Specs", "Datasets", "Networks", "OneDNN", "Schedules", "Statistics",
                "RangeTest", "Training",
            ]),
        tests("Statistics", resources: [.copy("Golden")]),
        tests("Comparison", ["Files", "Runs", "Specs", "Statistics", "Training"]),
        .target(
            name: "TestSupport",
            dependencies: [
                "CZlib", "JSON", "Raster", "Plotting", "Specs", "Runs", "Comparison", "Networks", "Schedules",
                "Training",
            ],
            path: "Tests/TestSupport",
            swiftSettings: house),
        tests("Plotting", ["Raster"]),
        tests("CairoCanvas", ["FigureFiles", "Raster", "Plotting"], resources: [.copy("Pictures")]),
        tests(
            "Figures",
            ["Training", "RangeTest", "Statistics", "Datasets", "Schedules", "Raster", "Plotting", "CairoCanvas"],
            resources: [.copy("Pictures"), .copy("Plans")]),
        tests("Report"),
        tests(
            "Presentation",
            [
                "Text", "Files", "JSON", "FigureFiles", "CairoCanvas", "Plotting", "Schedules",
                "Networks",
                "Datasets", "Training", "Statistics", "Specs", "Runs", "Comparison", "Figures", "Report",
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "onecycle", "TestSupport", "CairoCanvas", "FigureFiles", "Raster", "Plotting", "LoopbackServer",
            ],
            // They wait for the program most of the time. With optimisation they take minutes to compile.
            swiftSettings: house + [.unsafeFlags(["-Onone"])]),
        .target(name: "LoopbackServer", path: "Tests/LoopbackServer", swiftSettings: house),
    ]
)
