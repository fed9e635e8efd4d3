import JSON
public import RangeTest
import Schedules

/// A learning rate of a spec.
enum Rate: Sendable {
    case known(Double)
    /// A range test has yet to give it; `supposed` stands for it while the other values are checked.
    case unknown(FinderRate, supposed: Double)
}

/// `{"from_finder": "recommended"}`: a learning rate that a range test gives.
enum RateKeys {
    static let method = Key(
        "from_finder", .words(SuggestedRates.Name.all.map { ($0.word, $0) }),
        .default(.string(SuggestedRates.Name.recommended.word)),
        "Run the range test first and use its recommended rate, or the suggestion of one of fastai's methods.")
    static let times = Key(
        "times", .number(above: 0, upTo: 1e6), .default(1), "Factor of the suggestion.", aliases: ["factor"])
    static let value = Key(
        "value", .optional(.number(.learningRate)), .default(.null),
        "The resulting rate, as a run folder's spec records it; no range test is run if it is given.")

    private static let table: SpecSchema.Table = SpecSchema.Table([method, times, value])

    /// A number, or an object that a range test turns into one.
    /// - Parameter supposed: stands for an unknown rate while the other values are checked.
    static func kind(_ range: ValueRange, supposing supposed: Double) -> Kind<Rate> {
        .either(
            Kind<Double>.number(range).map { .known($0) },
            .object(table) { values in
                try values[value].map { .known($0) } ?? .unknown(try FinderRate(values), supposed: supposed)
            })
    }
}

extension RateKeys {
    /// Whether a rate in `value`, at any depth, is to come from one of fastai's methods.
    static func namesFastaiMethod(_ value: JSONValue) -> Bool {
        switch value {
        case .array(let elements): elements.contains(where: namesFastaiMethod)
        case .object(let members):
            members.contains { member in
                if member.key == method.name, case .string(let word) = member.value {
                    return word != SuggestedRates.Name.recommended.word
                }
                return namesFastaiMethod(member.value)
            }
        default: false
        }
    }

    /// The rate of a JSON value; nil if it is missing or if a range test has yet to give it.
    static func known(_ value: JSONValue?) throws -> Double? {
        guard let value, case .known(let rate) = try kind(.learningRateOrZero, supposing: 0).read(value, .root) else {
            return nil
        }
        return rate
    }
}

/// A learning rate that a range test is to give.
public struct FinderRate: Sendable, Equatable {
    /// Its place in the spec: "schedule.lr_max".
    public var keyPath: String
    /// The method whose suggestion is used.
    public var method: SuggestedRates.Name
    /// Factor of the suggestion.
    public var times: Double
}

extension FinderRate {
    fileprivate init(_ values: SpecDecoder) throws {
        self.init(
            keyPath: values.path.description, method: try values[RateKeys.method], times: try values[RateKeys.times])
    }
}

extension SpecDecoder {
    /// The rates in it that a range test has yet to give.
    func unknownRates() throws -> [FinderRate] {
        var rates: [FinderRate] = []
        try forEachObject { object in
            if let rate = try object.unknownRate { rates.append(rate) }
        }
        return rates
    }

    /// The rate that this object is; nil: it is another object, or a rate whose value is known.
    var unknownRate: FinderRate? {
        get throws {
            guard has(RateKeys.method), try self[RateKeys.value] == nil else { return nil }
            return try FinderRate(self)
        }
    }
}

/// A rate was used before the range test that gives it.
public struct UnknownRate: Error, Sendable, Equatable, CustomStringConvertible {
    /// The rate.
    public var rate: FinderRate
    /// "a.json:3: schedule.lr_max", with the arm of a study.
    public var place: String

    package init(rate: FinderRate, place: String? = nil) {
        self.rate = rate
        self.place = place ?? rate.keyPath
    }

    /// One line.
    public var description: String {
        "\(place): the range test has not been run yet; `onecycle find` runs it, and `onecycle run` before training"
    }
}
