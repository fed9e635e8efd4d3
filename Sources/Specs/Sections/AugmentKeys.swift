import JSON
import Datasets

/// `data.augment`.
enum AugmentKeys {
    static let kind = Kind<Augmentation>.object(SpecSchema.Table([shift, flip, rotate, cutout])) { values in
        Augmentation(
            shift: try values[shift], flip: try values[flip], rotate: try values[rotate], cutout: try values[cutout])
    }

    static let shift = Key(
        "shift", .integer(0...4096), .default(0), "Largest shift along each axis, in pixels.",
        aliases: ["translate", "crop"])

    private static let flip = Key(
        "flip", .boolean, .default(false), "Mirror half of the images, left to right.", aliases: ["mirror", "hflip"])

    private static let rotate = Key(
        "rotate", .number(0...180), .default(0), "Largest angle to either side, in degrees.",
        aliases: ["rotation", "degrees"])

    private static let cutout = Key(
        "cutout", .integer(0...4096), .default(0), "Side of a square that is blackened, in pixels.",
        aliases: ["erase"])
}
