import JSON
import Schedules

/// Keys that several policies have.
enum PolicyKeys {
    /// How the keys of learning rates begin.
    static let rate = "lr"
    static let maxRate = rate + "_max"

    static func gamma(
        _ presence: SpecSchema.Presence, _ documentation: String, range: ValueRange = .decay
    ) -> Key<Double> {
        Key("gamma", .number(range), presence, documentation)
    }

    static func power(_ fallback: JSONValue, _ documentation: String) -> Key<Double> {
        Key("power", .number(.notNegative), .default(fallback), documentation)
    }

    static func pctStart(_ range: ValueRange, _ fallback: Double, _ documentation: String) -> Key<Double> {
        Key("pct_start", .number(range), .default(.number(fallback)), documentation)
    }

    static func finalDiv<Value>(
        _ kind: Kind<Value>, _ fallback: JSONValue, _ documentation: String, aliases: [String] = ["final_div_factor"]
    ) -> Key<Value> {
        Key("final_div", kind, .default(fallback), documentation, aliases: aliases)
    }

    static func cycleMult(_ fallback: JSONValue) -> Key<Double> {
        Key(
            "cycle_mult", .number(.cycleGrowth), .default(fallback),
            "Length of each cycle relative to the previous one.", aliases: ["T_mult"])
    }

    static let warmup = Key(
        "warmup", .span(.fromZero), .required, "Length of the warm-up.", aliases: ["warmup_steps"])

    /// The highest and the lowest momentum, or three values.
    static func moms(_ count: ClosedRange<Int>) -> Kind<[Double]> {
        .list(.number(.momentum), count: count, isDescending: count.upperBound == 2)
    }

    /// The momentum at the highest rate of a schedule that moves both: the second of `moms`; nil if momentum stays.
    /// - Parameter schedule: checked and complete. Of several parts the first that moves momentum counts.
    static func momentumAtPeak(of schedule: JSONValue) -> Double? {
        switch schedule {
        case .array(let elements): elements.lazy.compactMap(momentumAtPeak).first
        case .object(let members):
            if schedule[OneCycleKeys.cycleMomentum.name] == .bool(false) {
                nil
            } else if case .array(let moms)? = schedule[OneCycleKeys.moms.name], moms.count > 1,
                case .number(let low) = moms[1]
            {
                low
            } else {
                members.lazy.compactMap { momentumAtPeak(of: $0.value) }.first
            }
        default: nil
        }
    }

    static func moms<Value>(_ kind: Kind<Value>, _ fallback: JSONValue, _ documentation: String) -> Key<Value> {
        Key("moms", kind, .default(fallback), documentation, aliases: ["momentums"])
    }

    /// The optimizer's momentum, for documentation.
    static let momentum = "omentum (Adam and AdamW: beta1)"
}
