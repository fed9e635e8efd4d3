import JSON
import Datasets

extension SpecSchema {
    /// `data.augment`.
    static let augment = Table([
        .field(
            Field(
                key: "shift", shape: .integer(0...4096), presence: .value(0),
                documentation: "Largest shift along each axis, in pixels.", aliases: ["translate", "crop"])),
        .field(
            Field(
                key: "flip", shape: .boolean, presence: .value(false),
                documentation: "Mirror half of the images, left to right.", aliases: ["mirror", "hflip"])),
        .field(
            Field(
                key: "rotate", shape: .number(.between(0, 180)), presence: .value(0),
                documentation: "Largest angle to either side, in degrees.", aliases: ["rotation", "degrees"])),
        .field(
            Field(
                key: "cutout", shape: .integer(0...4096), presence: .value(0),
                documentation: "Side of a square that is blackened, in pixels.", aliases: ["erase"])),
    ])
}

extension CrossCheck {
    /// A shift leaves a part of the image to be seen.
    package static let shiftInImage = CrossCheck(key: "data.augment.shift") { values in
        guard let shift = values.number("data.augment.shift"), let size = values.facts?.size,
            shift >= Double(min(size.height, size.width))
        else { return nil }
        return .shiftedOut(shift: Int(shift), height: size.height, width: size.width)
    }
}

extension Augmentation {
    /// Reads what the tables have checked and completed; nil: `augment` is null.
    static func read(_ data: CheckedObject) throws(SchemaMismatch) -> Augmentation? {
        guard let values = try data.optionalObject("augment") else { return nil }
        return Augmentation(
            shift: try values.int("shift"), flip: try values.bool("flip"), rotate: try values.double("rotate"),
            cutout: try values.int("cutout"))
    }
}
