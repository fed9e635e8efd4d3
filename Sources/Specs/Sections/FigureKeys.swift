import JSON
import FigureFiles
import Plotting
public import Statistics

/// Keys of the whole spec that decide what is drawn, and how.
enum FigureKeys {
    static let all: [any TableEntry] = [smoothing, figures, formats, theme, medium, dpi]

    static let smoothing = Key(
        "smoothing",
        Kind<Smoothing>.object(SpecSchema.Table([average])) { try $0[average] }, .default([:]),
        "Smoothing of curves by step: centred (an average without lag), beta (an exponential average) or window (the mean "
            + "of the last steps).", decidesTraining: false)

    private static let average = Alternatives<Smoothing>(
        .init(centred) { .centred(share: $0) }, .init(beta) { .exponential(beta: $0) },
        .init(window) { .window(fraction: $0) })

    private static let automatic = "auto"

    private static let centred = Key(
        "centred",
        Kind<Double?>.either(
            .words([(automatic, nil)]),
            Kind<Double>.number(above: 0, upTo: 1).map { (share: Double) -> Double?? in .some(.some(share)) }),
        .default(.string(automatic)),
        "Centred moving average: its steps as a share of all steps. auto: 5 %, at least 5 steps and at most 500.")

    private static let beta = Key(
        "beta", .number(0..<1), .default(0.98),
        "Exponential average with bias correction: the weight of the previous average. It lags by beta / (1 - beta) steps; "
            + "0 averages nothing.", aliases: ["ema"])

    private static let window = Key(
        "window", .number(above: 0, upTo: 1), .required, "Mean of the last steps: their number as a share of an epoch."
    )

    /// The value of `smoothing` as a spec has it.
    static func json(_ smoothing: Smoothing) -> JSONValue {
        switch smoothing {
        case .centred(let share):
            .object([.init(centred.name, share.map { .number($0) } ?? .string(automatic))])
        case .exponential(let beta): .object([.init(Self.beta.name, .number(beta))])
        case .window(let fraction): .object([.init(window.name, .number(fraction))])
        }
    }

    /// Names of a smoothing without a number.
    private static let named: [String: Smoothing] = [
        "none": .exponential(beta: 0), centred.name: .default, "ema": .exponential(beta: 0.98),
    ]
    /// Keys by their names in options.
    private static let optionNames = [
        centred.name: centred.name, beta.name: beta.name, "ema": beta.name, window.name: window.name,
    ]

    /// Reads `centred`, `centred=0.05`, `ema=0.98`, `window=0.05` or `none`.
    fileprivate static func smoothing(_ text: String) -> Smoothing? {
        if let smoothing = named[text] { return smoothing }
        let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let name = optionNames[parts[0]], let number = Double(parts[1]),
            let alternative = average.alternatives.first(where: { $0.field.key == name }),
            alternative.field.shape.allows(number),
            let values = try? SpecDecoder(.object([.init(name, .number(number))]))
        else { return nil }
        return try? alternative.read(values)
    }

    static let figures = Key(
        "figures", subset(of: FigureKind.self, min: 0), .default(.strings(FigureKind.default.map(\.rawValue))),
        "The figures to draw: the range test, the schedule, loss and accuracy by step, validation accuracy by epoch, "
            + "loss by learning rate, the gap between training and validation, learning rate and momentum as a path, the "
            + "curve of every seed, training images, and the worst mistakes of the first seed's network.",
        decidesTraining: false)

    static let formats = Key(
        "formats", subset(of: FigureFormat.self, min: 1), .default(["png"]), "The file formats of each figure.",
        decidesTraining: false)

    static let theme = Key(
        "theme", .word as Kind<Theme.Ground>, .default("light"), "Background: light or dark.", decidesTraining: false)

    static let medium = Key(
        "medium", .word as Kind<Theme.Medium>, .default("screen"),
        "Where figures are read: on a screen, in one column of a paper (85 mm), across both (180 mm), or on a slide. "
            + "Decides the sizes of text, lines and page.", decidesTraining: false)

    static let dpi = Key(
        "dpi", .integer(FigureLook.dpiRange),
        .computed(note: "144; on paper 300") { values in values[medium.place].map { .number(Double($0.dpi)) } },
        "Pixels per inch of PNG files.", aliases: ["resolution"], decidesTraining: false)

    /// A list of different words of a type.
    private static func subset<Word: RawRepresentable<String> & CaseIterable & Sendable>(
        of words: Word.Type, min: Int
    ) -> Kind<[Word]> {
        .list(.word, count: min...Word.allCases.count, isDistinct: true)
    }
}

extension Smoothing {
    /// Reads `centred`, `centred=0.05`, `ema=0.98` (or `beta=0.98`), `window=0.05` or `none`.
    ///
    /// It is nil for other texts, and for numbers out of range.
    public init?(_ text: String) {
        guard let smoothing = FigureKeys.smoothing(text) else { return nil }
        self = smoothing
    }
}

extension FigureLook {
    /// Reads a spec that the tables have checked and completed.
    init(_ values: SpecDecoder) throws {
        try self.init(
            ground: values[FigureKeys.theme], medium: values[FigureKeys.medium], dpi: values[FigureKeys.dpi])
    }
}

extension ExperimentSpec {
    /// Whether both ask for the same look and content of each figure, whatever figures and formats they name.
    package func isDrawn(like other: ExperimentSpec) -> Bool { look == other.look && smoothing == other.smoothing }
}
