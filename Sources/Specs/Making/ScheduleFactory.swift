import Schedules
import Training

/// Makes the schedule that a spec describes.
struct ScheduleFactory {
    /// What durations in epochs are counted with, at least 1.
    let stepsPerEpoch: Int
    /// Whether rates that a range test is still to give are as high or as low as no other value could mind, which decides
    /// no length; else they are an error.
    var supposesRates = false

    /// The whole of `schedule`.
    /// - Throws: `UnknownRate` where a range test is still to give a rate; `ScheduleProblems`.
    func make(_ values: CheckedObject) throws -> any Schedule {
        let made = try makeWhatIsGood(values)
        guard made.problems.isEmpty else { throw ScheduleProblems(problems: made.problems) }
        return made.schedule
    }

    /// The same with something constant in the place of what is none, and all that is wrong.
    /// - Throws: `UnknownRate`.
    func makeWhatIsGood(_ values: CheckedObject) throws -> (schedule: any Schedule, problems: [ScheduleProblem]) {
        var problems: [ScheduleProblem] = []
        let lr = try policy(values, .learningRate, &problems)
        var momentum = try values.optionalObject("momentum").map { try policy($0, .momentum, &problems) }
        let weightDecay = try values.optionalObject("weight_decay").map { try policy($0, .weightDecay, &problems) }
        if momentum != nil, lr.moves.momentum {
            momentum = nil
            let parameter = InvalidParameter(
                name: "momentum", value: nil, requirement: Self.movedTwice(by: try values.string("type")))
            problems.append(ScheduleProblem(place: values.place(of: "momentum"), parameter: parameter))
        }
        if momentum == nil, weightDecay == nil { return (lr, problems) }
        let all = try placing(values, .learningRate, &problems) {
            try Hyperparameters(lr: lr, momentum: momentum, weightDecay: weightDecay)
        }
        return (all ?? lr, problems)
    }

    private func policy(
        _ values: CheckedObject, _ quantity: ScheduledQuantity, _ problems: inout [ScheduleProblem]
    ) throws -> any Schedule {
        let made: (any Schedule)? =
            try values.string("type") == "sequence"
            ? try sequence(values, quantity, &problems)
            : try placing(values, quantity, &problems) { try simplePolicy(values, quantity) }
        return try made ?? Constant(lr: 0)
    }

    private func sequence(
        _ values: CheckedObject, _ quantity: ScheduledQuantity, _ problems: inout [ScheduleProblem]
    ) throws -> (any Schedule)? {
        var parts: [ScheduleSequence.Part] = []
        for part in try values.objects("parts") {
            let length = try part.optionalLength("for", stepsPerEpoch: stepsPerEpoch)
            let schedule = try part.object("schedule")
            let name = try schedule.string("type").replacing("_", with: " ")
            parts.append(.init(for: length, try policy(schedule, quantity, &problems), name: name))
        }
        return try placing(values, quantity, &problems) { try ScheduleSequence(parts) }
    }

    /// Says of a schedule's error which key of the spec it is about.
    /// - Returns: nil where there is one.
    private func placing(
        _ values: CheckedObject, _ quantity: ScheduledQuantity, _ problems: inout [ScheduleProblem],
        _ make: () throws -> any Schedule
    ) throws -> (any Schedule)? {
        do {
            return try make()
        } catch ScheduleError.invalid(let parameters) {
            problems += parameters.map { parameter in
                let name = parameter.name.hasPrefix("lr") ? quantity.key(parameter.name) : parameter.name
                return ScheduleProblem(place: values.path.appending(written: name), parameter: parameter)
            }
            return nil
        }
    }

    /// What is wrong where a policy of the learning rate moves momentum, and momentum has a schedule of its own.
    private static func movedTwice(by type: String) -> String {
        let remedy =
            switch type {
            case "one_cycle": "set cycle_momentum to false"
            case "cyclic": "drop moms"
            default: "let the parts of the \(type) leave momentum alone (cycle_momentum false, no moms)"
            }
        return "momentum is moved by \(type), too: drop this key, or \(remedy)"
    }

    private func simplePolicy(_ values: CheckedObject, _ quantity: ScheduledQuantity) throws -> any Schedule {
        func rate(_ name: String) throws -> Double { try self.rate(quantity.key(name), of: values) }
        func length(_ key: String) throws -> Length { try values.length(key, stepsPerEpoch: stepsPerEpoch) }
        switch try values.string("type") {
        case "constant": return try Constant(lr: try rate("lr"))
        case "one_cycle": return try oneCycle(values)
        case "cosine": return try CosineAnnealing(lr: try rate("lr"), lrMin: try rate("lr_min"))
        case "cosine_restarts":
            return try CosineRestarts(
                lr: try rate("lr"), lrMin: try rate("lr_min"), firstCycle: try length("first_cycle"),
                cycleMult: try values.double("cycle_mult"))
        case "cyclic":
            return try Cyclic(
                lrMin: try rate("lr_min"), lrMax: try rate("lr_max"), stepUp: try length("step_up"),
                stepDown: try values.optionalLength("step_down", stepsPerEpoch: stepsPerEpoch),
                mode: try mode(values), momentum: try values.optionalPair("moms").map { (high: $0.0, low: $0.1) })
        case "step":
            return try StepDecay(
                lr: try rate("lr"), gamma: try values.double("gamma"), every: try length("every"))
        case "multistep":
            return try MultiStepDecay(
                lr: try rate("lr"), gamma: try values.double("gamma"),
                milestones: try values.lengths("milestones", stepsPerEpoch: stepsPerEpoch))
        case "exponential": return try ExponentialDecay(lr: try rate("lr"), gamma: try values.double("gamma"))
        case "inverse":
            return try InverseDecay(
                lr: try rate("lr"), gamma: try values.double("gamma"), power: try values.double("power"))
        case "polynomial": return try PolynomialDecay(lr: try rate("lr"), power: try values.double("power"))
        case "linear":
            return try LinearSchedule(
                lr: try rate("lr"), startFactor: try values.double("start_factor"),
                endFactor: try values.double("end_factor"), over: try length("over"))
        case "flat_cos":
            return try FlatCosine(
                lr: try rate("lr"), pctStart: try values.double("pct_start"),
                finalDiv: try values.double("final_div"))
        case "sgdr":
            return try SGDR(
                lrMax: try rate("lr_max"), cycles: try values.int("cycles"), cycleLen: try length("cycle_len"),
                cycleMult: try values.double("cycle_mult"))
        case "warmup_cosine":
            return try WarmupCosine(
                lr: try rate("lr"), lrStart: try rate("lr_start"), warmup: try length("warmup"),
                lrEnd: try rate("lr_end"))
        case "trapezoid":
            return try Trapezoid(
                lr: try rate("lr"), lrStart: try rate("lr_start"), warmup: try length("warmup"),
                decay: try length("decay"), lrEnd: try rate("lr_end"), decayShape: try decayShape(values))
        case "plateau":
            return try Plateau(
                lr: try rate("lr"), factor: try values.double("factor"), patience: try values.int("patience"),
                threshold: try values.double("threshold"), cooldown: try values.int("cooldown"),
                lrMin: try rate("lr_min"))
        default: throw values.mismatch("type")
        }
    }

    private func rate(_ key: String, of values: CheckedObject) throws -> Double {
        do {
            return try values.rate(key)
        } catch let unknown as UnknownRate {
            guard supposesRates else { throw unknown }
            // The others are bounded by one of these two.
            return ["lr", "lr_max"].contains(key) ? 1e6 : 0
        }
    }

    private func oneCycle(_ values: CheckedObject) throws -> any Schedule {
        try OneCycle(
            lrMax: try rate("lr_max", of: values), flavor: try flavor(values),
            divFactor: try values.double("div_factor"),
            pctStart: try values.double("pct_start"), momentum: try oneCycleMomentum(values))
    }

    private func flavor(_ values: CheckedObject) throws -> OneCycle.Flavor {
        func finalDiv() throws -> Double { try values.double("final_div") }
        func anneal() throws -> Annealing { try values.string("anneal") == "linear" ? .linear : .cosine }
        return switch try values.string("flavor") {
        case "documented": .documented
        case "three_phase": .threePhase(finalDiv: try finalDiv())
        case "fastai1": .fastai1(finalDiv: values.isNull("final_div") ? nil : try finalDiv())
        case "fastai2": .fastai2(finalDiv: try finalDiv())
        case "torch": .torch(annealing: try anneal(), finalDiv: try finalDiv())
        case "torch_three_phase": .torchThreePhase(annealing: try anneal(), finalDiv: try finalDiv())
        case "optax_cosine": .optaxCosine(finalDiv: try finalDiv())
        case "optax_linear": .optaxLinear(finalDiv: try finalDiv())
        default: throw values.mismatch("flavor")
        }
    }

    private func oneCycleMomentum(_ values: CheckedObject) throws -> OneCycle.Momentum {
        guard values.has("moms"), try values.bool("cycle_momentum") else { return .untouched }
        let moms = try values.doubles("moms")
        guard let start = moms.first, moms.count >= 2 else { throw values.mismatch("moms") }
        return .moving(from: start, through: moms[1], to: moms.count > 2 ? moms[2] : start)
    }

    private func mode(_ values: CheckedObject) throws -> Cyclic.Mode {
        switch try values.string("mode") {
        case "triangular": .triangular
        case "triangular2": .triangular2
        case "exp_range": .expRange(gamma: try values.double("gamma"))
        default: throw values.mismatch("mode")
        }
    }

    private func decayShape(_ values: CheckedObject) throws -> Annealing {
        switch try values.string("decay_shape") {
        case "linear": .linear
        case "cosine": .cosine
        case "one_minus_sqrt": .oneMinusSqrt
        default: throw values.mismatch("decay_shape")
        }
    }
}
