extension OneCycle {
    /// A flavor's phases with their numbers.
    struct Curve: Sendable, Equatable {
        let names: [String]
        let segments: [Segment]
        let boundaries: SegmentBoundaries

        init(_ flavor: Flavor, lrMax: Double, divFactor: Double, pctStart: Double, momentum: MomentumPath?) {
            let lrStart = lrMax / divFactor
            let lrEnd = flavor.lrEnd(lrMax: lrMax, divFactor: divFactor)
            let (up, down, held) = (momentum?.up, momentum?.down, momentum?.held)

            func two(_ rise: Annealing, _ fall: Annealing) -> [Segment] {
                [
                    Segment(rise, lr: Interpolation(from: lrStart, to: lrMax), momentum: up),
                    Segment(fall, lr: Interpolation(from: lrMax, to: lrEnd), momentum: down),
                ]
            }
            func three(_ annealing: Annealing) -> [Segment] {
                [
                    Segment(annealing, lr: Interpolation(from: lrStart, to: lrMax), momentum: up),
                    Segment(annealing, lr: Interpolation(from: lrMax, to: lrStart), momentum: down),
                    Segment(annealing, lr: Interpolation(from: lrStart, to: lrEnd), momentum: held),
                ]
            }
            let twoShares = [pctStart, 1]
            let threeShares = [pctStart, 2 * pctStart, 1]

            switch flavor {
            case .documented:
                segments = two(.linear, .cosine)
                boundaries = SegmentBoundaries(unit: .positions, shares: twoShares)
            case .threePhase:
                segments = three(.linear)
                boundaries = SegmentBoundaries(unit: .positions, shares: threeShares)
            case .fastai1, .optaxCosine:
                segments = two(.cosine, .cosine)
                boundaries = SegmentBoundaries(unit: .wholeSteps, shares: twoShares)
            case .fastai2:
                segments = two(.cosine, .cosine)
                boundaries = SegmentBoundaries(unit: .positions, shares: twoShares)
            case .torch(let annealing, _):
                segments = two(annealing, annealing)
                boundaries = SegmentBoundaries(unit: .lastSteps, shares: twoShares)
            case .torchThreePhase(let annealing, _):
                segments = three(annealing)
                boundaries = SegmentBoundaries(unit: .lastSteps, shares: threeShares)
            case .optaxLinear:
                segments = three(.linear)
                boundaries = SegmentBoundaries(unit: .wholeSteps, shares: [pctStart, Flavor.optaxPctFinal, 1])
            }
            names = segments.count == 2 ? ["warm-up", "annealing"] : ["warm-up", "cool-down", "annihilation"]
        }
    }
}

extension MomentumPath {
    /// During the rise of the learning rate.
    fileprivate var up: Interpolation { Interpolation(from: start, to: low) }
    /// During its fall.
    fileprivate var down: Interpolation { Interpolation(from: low, to: end) }
    /// During the third phase.
    fileprivate var held: Interpolation { Interpolation(from: end, to: end) }
}
