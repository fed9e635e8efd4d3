import Schedules

/// How long a part of a schedule takes.
enum Span: Sendable {
    case steps(Int)
    case epochs(Double)
    /// A share of the schedule's steps.
    case fraction(Double)
}

/// The keys of a span that is not given in steps.
struct SpanKeys: Sendable {
    /// The name of the training's own length too.
    static let epochs = "epochs"

    let length: Alternatives<Span>

    init(_ range: LengthRange) {
        let epochs = Key(Self.epochs, .number(range.numbers(upTo: 1e6)), .required, "In epochs; need not be whole.")
        let fraction = Key(
            "fraction", .number(range.fractions), .required,
            "As a share of the schedule's steps; in a part of a sequence, of the part's.")
        length = Alternatives(.init(epochs) { .epochs($0) }, .init(fraction) { .fraction($0) })
    }
}

extension Kind where Value == Span {
    /// A number of steps, `{"epochs": x}` or `{"fraction": x}`.
    static func span(_ range: LengthRange) -> Kind {
        let keys = SpanKeys(range)
        return either(
            Kind<Int>.integer(range.minSteps...1_000_000_000).map { .steps($0) },
            .object(SpecSchema.Table([keys.length])) { try $0[keys.length] })
    }
}
