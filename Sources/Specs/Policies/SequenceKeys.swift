import JSON
import Schedules

/// The keys of a part of a sequence.
enum SequenceKeys {
    static let length = Key(
        "for", .optional(.span(.fromZero)), .default(.null), "Length; null: the rest, allowed for the last part only.")

    static func schedule(_ quantity: ScheduledQuantity) -> Key<SpecDecoder> {
        Key(
            ScheduleKeys.section, .definition(quantity.definition) { $0 }, .required,
            "The part's schedule. It starts at the part's first step and has the part's length.")
    }

    static func parts(_ quantity: ScheduledQuantity) -> Key<[SpecDecoder]> {
        Key(
            "parts",
            .list(.object(SpecSchema.Table([length, schedule(quantity)])), count: 1...1000), .required,
            "The parts in order.")
    }
}

extension PolicyList {
    static let sequenceName = "sequence"

    static func sequence(_ quantity: ScheduledQuantity) -> Policy {
        let (parts, schedule) = (SequenceKeys.parts(quantity), SequenceKeys.schedule(quantity))
        return Policy(
            sequenceName,
            "Schedules one after another (PyTorch's SequentialLR, except that each part has its own length).",
            [parts]
        ) { values in
            try ScheduleSequence(
                try values[parts].map { part in
                    let inner = try part[schedule]
                    let type = try PolicyList.of(quantity).type.choice(in: inner).name
                    return ScheduleSequence.Part(
                        for: try part[SequenceKeys.length].map(values.builder.length),
                        try values.builder.policy(inner, quantity), name: type.replacing("_", with: " "))
                })
        }
    }
}
