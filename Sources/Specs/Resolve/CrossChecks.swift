import JSON
import Datasets

/// What must hold between keys. A check whose keys are bad or not there says nothing.
struct CrossCheck: Sendable {
    /// The key the problem is reported at.
    package var key: String
    var conflict: @Sendable (ResolvedValues) -> SpecProblem.Conflict?

    /// The key of simple_cnn's channels.
    private static let channels = "model.channels"

    /// A list with an entry for each convolution of simple_cnn.
    private static func oneAConvolution(_ key: String) -> CrossCheck {
        CrossCheck(key: key) { values in
            guard let list = values.numbers(key), let channels = values.numbers(channels),
                list.count != channels.count - 1
            else { return nil }
            return .notOneAConvolution(count: list.count, convolutions: channels.count - 1)
        }
    }

    /// A number or a share of the images that is held out, and leaves a step to train.
    private static func holdingOut(_ key: String, _ amount: @escaping @Sendable (Double) -> ValidationSplit.Amount)
        -> CrossCheck
    {
        CrossCheck(key: key) { values in
            guard let value = values.number(key), let facts = values.facts, let source = values.string("data.source"),
                let batchSize = values.number("data.batch_size"), let dropsLast = values.bool("data.drop_last")
            else { return nil }
            let (images, count) = (facts.trainCount, ValidationSplit(amount(value)).count(of: facts.trainCount))
            if count == 0 { return .nothingHeldOut(source: source, images: images) }
            let least = dropsLast ? Int(batchSize) : 1
            guard images - count < least else { return nil }
            return .noBatchLeft(count: count, source: source, images: images, least: least)
        }
    }

    /// Every check.
    static let all: [CrossCheck] = [
        CrossCheck(key: channels) { values in
            guard let channels = values.numbers(channels), let facts = values.facts,
                let source = values.string("data.source")
            else { return nil }
            let found = JSONWriter.compact(.array(channels.map { .number($0) }), spaced: true)
            if channels.first != Double(facts.channels) {
                return .firstChannel(found: found, source: source, channels: facts.channels)
            }
            guard channels.last != Double(facts.classes) else { return nil }
            return .lastChannel(found: found, source: source, classes: facts.classes)
        },
        oneAConvolution("model.kernel_sizes"), oneAConvolution("model.strides"),
        CrossCheck(key: "lr_finder.end_lr") { values in
            guard let start = values.number("lr_finder.start_lr"), let end = values.number("lr_finder.end_lr"),
                end <= start
            else { return nil }
            return .notGreater(
                found: JSONWriter.text(of: end), otherKey: "lr_finder.start_lr", other: JSONWriter.text(of: start))
        },
        CrossCheck(key: "optimizer.nesterov") { values in
            guard values.bool("optimizer.nesterov") == true, let type = values.string("schedule.type"),
                values[SpecKeyPath("schedule.momentum")] == .null
            else { return nil }
            if let moms = values.numbers("schedule.moms"), values.bool("schedule.cycle_momentum") != false {
                return moms.first == 0 ? .nesterovWithoutMomentum(cycled: true) : nil
            }
            guard type != "sequence", values.number("optimizer.momentum") == 0 else { return nil }
            return .nesterovWithoutMomentum(cycled: false)
        },
        holdingOut("data.valid_split.count") { .count(Int($0)) },
        holdingOut("data.valid_split.fraction") { .fraction($0) },
        CrossCheck(key: "data.channels") { values in
            values.number("data.channels") == 2 ? .notGreyOrColour : nil
        },
        CrossCheck(key: "data.classes") { values in
            guard let digits = values.numbers("data.classes"),
                zip(digits, digits.dropFirst()).contains(where: { $0 > $1 })
            else { return nil }
            return .notAscending(found: JSONWriter.compact(.array(digits.map { .number($0) }), spaced: true))
        },
        CrossCheck(key: "data.valid_split") { values in
            guard let facts = values.facts, facts.validCount == nil, values[SpecKeyPath("data.valid_split")] == .null,
                let source = values.string("data.source")
            else { return nil }
            return .nothingToValidate(source: source)
        },
        CrossCheck(key: "data.train_limit") { values in
            guard let limit = values.number("data.train_limit"), let batchSize = values.number("data.batch_size"),
                values.bool("data.drop_last") == true, limit < batchSize
            else { return nil }
            return .noFullBatch(limit: Int(limit), batchSize: Int(batchSize))
        },
        .shiftInImage,
    ]
}
