/// The policies of one quantity, by `type`.
struct PolicyList: Sendable {
    let quantity: ScheduledQuantity
    let type: Selector<PolicyMaker>

    var table: SpecSchema.Table { SpecSchema.Table([type]) }

    static let learningRate = PolicyList(.learningRate)
    static let momentum = PolicyList(.momentum)
    static let weightDecay = PolicyList(.weightDecay)

    static func of(_ quantity: ScheduledQuantity) -> PolicyList {
        switch quantity {
        case .learningRate: learningRate
        case .momentum: momentum
        case .weightDecay: weightDecay
        }
    }

    private init(_ quantity: ScheduledQuantity) {
        self.quantity = quantity
        let isLearningRate = quantity == .learningRate
        let policies: [[Policy]] = [
            Self.constants(quantity), isLearningRate ? [OneCycleKeys.policy] : [], Self.cosines(quantity),
            [Self.cyclic(quantity)], Self.decays(quantity), isLearningRate ? [Self.sgdr] : [],
            Self.warmUps(quantity), isLearningRate ? [Self.plateau] : [], [Self.sequence(quantity)],
        ]
        type = Selector("type", "Which schedule.", policies.flatMap(\.self))
    }
}
