public import FigureFiles
public import Plotting
public import Statistics
import JSON

/// Changes that commands have options for.
extension SpecOverride {
    /// The experiment's name.
    public static func name(_ name: String) -> SpecOverride { SpecOverride(RootKeys.name.place, .string(name)) }

    /// The seeds of the runs.
    public static func seeds(_ seeds: [UInt64]) -> SpecOverride {
        SpecOverride(RootKeys.seeds.place, .numbers(seeds))
    }

    /// The seeds of the range test.
    public static func finderSeeds(_ seeds: [UInt64]) -> SpecOverride {
        SpecOverride(LRFinderKeys.seeds.of(RootKeys.lrFinder), .numbers(seeds))
    }

    /// The length of a training to look at; the experiment keeps its name.
    public static func steps(_ steps: Int) -> SpecOverride {
        SpecOverride(DurationKeys.steps.name, .number(Double(steps)), isOfVariant: false)
    }

    /// The figures to draw.
    public static func figures(_ figures: [FigureKind]) -> SpecOverride {
        SpecOverride(FigureKeys.figures.place, .strings(figures.map(\.rawValue)))
    }

    /// The file formats of figures.
    public static func formats(_ formats: [FigureFormat]) -> SpecOverride {
        SpecOverride(FigureKeys.formats.place, .strings(formats.map(\.rawValue)))
    }

    /// The background of figures.
    public static func theme(_ ground: Theme.Ground) -> SpecOverride {
        SpecOverride(FigureKeys.theme.place, .string(ground.rawValue))
    }

    /// Where figures are read.
    public static func medium(_ medium: Theme.Medium) -> SpecOverride {
        SpecOverride(FigureKeys.medium.place, .string(medium.rawValue))
    }

    /// Pixels per inch of PNG files.
    public static func dpi(_ dpi: Int) -> SpecOverride {
        SpecOverride(FigureKeys.dpi.place, .number(Double(dpi)))
    }

    /// The smoothing of the loss figure.
    public static func smoothing(_ smoothing: Smoothing) -> SpecOverride {
        SpecOverride(FigureKeys.smoothing.place, FigureKeys.json(smoothing))
    }

    /// A change of one key to a JSON value.
    private init<Value>(_ place: Place<Value>, _ value: JSONValue) { self.init(place.path.description, value) }
}
