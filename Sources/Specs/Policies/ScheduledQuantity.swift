import JSON
import Schedules

/// The quantity that a policy moves. It decides the names and the ranges of the policy's keys.
enum ScheduledQuantity: Sendable, CaseIterable {
    /// `lr`, `lr_max`, `lr_min`, ...
    case learningRate
    /// `value`, `value_max`, `value_min`, ...
    case momentum
    case weightDecay

    /// The key of a learning rate, as it is called for this quantity.
    func key(_ name: String) -> String {
        self == .learningRate ? name : "value" + name.dropFirst(PolicyKeys.rate.count)
    }

    /// Other names of such a key: that of the learning rate, and that of optimizers.
    private func aliases(of name: String) -> [String] {
        (self == .learningRate ? [] : [name]) + (name == PolicyKeys.rate ? ["learning_rate", "max_lr"] : [])
    }

    /// The highest value of a policy, or its first one. A learning rate is above 0.
    private var high: Kind<Rate> {
        self == .learningRate ? RateKeys.kind(.learningRate, supposing: ValueRange.highestRate) : low
    }

    /// A value that may be 0.
    private var low: Kind<Rate> {
        switch self {
        case .learningRate: RateKeys.kind(.learningRateOrZero, supposing: 0)
        case .momentum: Kind<Double>.number(.momentum).map { .known($0) }
        case .weightDecay: Kind<Double>.number(.learningRateOrZero).map { .known($0) }
        }
    }

    /// The table of this quantity's policies.
    var definition: SpecSchema.Definition {
        let name =
            switch self {
            case .learningRate: "policy"
            case .momentum: "momentum_schedule"
            case .weightDecay: "weight_decay_schedule"
            }
        return SpecSchema.Definition(name) { PolicyList.of(self).table }
    }
}

/// Keys of values that the policy moves.
extension ScheduledQuantity {
    /// `lr`
    func rate(_ documentation: String) -> Key<Rate> { highKey(PolicyKeys.rate, documentation, []) }

    /// `lr_max`
    func max(_ documentation: String) -> Key<Rate> { highKey(PolicyKeys.maxRate, documentation, ["max_lr"]) }

    /// `lr_min`
    func min(_ documentation: String, aliases: [String], isRequired: Bool = false) -> Key<Rate> {
        lowKey(PolicyKeys.rate + "_min", documentation, aliases, isRequired: isRequired)
    }

    /// `lr_start`
    func start(_ documentation: String, aliases: [String] = []) -> Key<Rate> {
        lowKey(PolicyKeys.rate + "_start", documentation, aliases)
    }

    /// `lr_end`
    func end(_ documentation: String, aliases: [String] = []) -> Key<Rate> {
        lowKey(PolicyKeys.rate + "_end", documentation, aliases)
    }

    private func highKey(_ name: String, _ documentation: String, _ aliases: [String]) -> Key<Rate> {
        Key(key(name), high, .required, documentation, aliases: aliases + self.aliases(of: name))
    }

    private func lowKey(
        _ name: String, _ documentation: String, _ aliases: [String], isRequired: Bool = false
    ) -> Key<Rate> {
        Key(
            key(name), low, isRequired ? .required : .default(0), documentation,
            aliases: aliases + self.aliases(of: name))
    }
}
