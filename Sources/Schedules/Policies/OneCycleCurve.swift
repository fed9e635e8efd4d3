extension OneCycle {
    /// A flavor's phases with their numbers.
    struct Curve: Sendable, Equatable {
        let names: [String]
        let legs: [Leg]
        let ends: LegEnds

        init(_ flavor: Flavor, lrMax: Double, divFactor: Double, pctStart: Double, momentum: MomentumPath?) {
            let lrStart = lrMax / divFactor
            let lrEnd = flavor.lrEnd(lrMax: lrMax, divFactor: divFactor)
            let (up, down, held) = (momentum?.up, momentum?.down, momentum?.held)

            func two(_ rise: Annealing, _ fall: Annealing) -> [Leg] {
                [
                    Leg(rise, lr: Ramp(from: lrStart, to: lrMax), momentum: up),
                    Leg(fall, lr: Ramp(from: lrMax, to: lrEnd), momentum: down),
                ]
            }
            func three(_ annealing: Annealing) -> [Leg] {
                [
                    Leg(annealing, lr: Ramp(from: lrStart, to: lrMax), momentum: up),
                    Leg(annealing, lr: Ramp(from: lrMax, to: lrStart), momentum: down),
                    Leg(annealing, lr: Ramp(from: lrStart, to: lrEnd), momentum: held),
                ]
            }
            let twoShares = [pctStart, 1]
            let threeShares = [pctStart, 2 * pctStart, 1]

            switch flavor {
            case .documented:
                legs = two(.linear, .cosine)
                ends = LegEnds(count: .positions, shares: twoShares)
            case .threePhase:
                legs = three(.linear)
                ends = LegEnds(count: .positions, shares: threeShares)
            case .fastai1, .optaxCosine:
                legs = two(.cosine, .cosine)
                ends = LegEnds(count: .wholeSteps, shares: twoShares)
            case .fastai2:
                legs = two(.cosine, .cosine)
                ends = LegEnds(count: .positions, shares: twoShares)
            case .torch(let annealing, _):
                legs = two(annealing, annealing)
                ends = LegEnds(count: .lastSteps, shares: twoShares)
            case .torchThreePhase(let annealing, _):
                legs = three(annealing)
                ends = LegEnds(count: .lastSteps, shares: threeShares)
            case .optaxLinear:
                legs = three(.linear)
                ends = LegEnds(count: .wholeSteps, shares: [pctStart, Flavor.optaxPctFinal, 1])
            }
            names = legs.count == 2 ? ["warm-up", "annealing"] : ["warm-up", "cool-down", "annihilation"]
        }
    }
}

extension MomentumPath {
    /// Against the rise of the learning rate.
    fileprivate var up: Ramp { Ramp(from: start, to: low) }
    /// Against its fall.
    fileprivate var down: Ramp { Ramp(from: low, to: end) }
    /// While it falls below where it began.
    fileprivate var held: Ramp { Ramp(from: end, to: end) }
}
