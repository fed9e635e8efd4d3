// swift-tools-version: 6.1
// Programs of a stranger: a package that depends on onecycle from outside and uses its library products only.
// `make test-clients` builds and runs them in .build/clients. A new group of programs is a test target here, in a folder
// of its own under Tests.
import PackageDescription

/// onecycle's folder.
let onecycle = Context.environment["ONECYCLE"] ?? "../.."

/// The strictest settings for imports: a member is visible only if its module is imported by name.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

/// Programs that use some of onecycle's products.
func clients(_ name: String, _ products: [String]) -> Target {
    .testTarget(
        name: name, dependencies: products.map { .product(name: $0, package: "onecycle") }, swiftSettings: strict)
}

let package = Package(
    name: "clients",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "onecycle", path: onecycle)],
    targets: [
        clients(
            "TrainingClients",
            ["Training", "Optimizers", "RangeTest", "Networks", "Schedules", "Datasets", "DigitDrawing"]),
        clients("FigureClients", ["Plotting", "CairoCanvas", "FigureFiles", "Raster"]),
    ]
)
