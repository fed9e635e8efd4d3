import JSON
import Text

extension Suggestion {
    /// The place of the nearest key. A key of the same object is preferred to one that is as near elsewhere.
    /// - Parameter here: keys that the object may have; nil: those of any object at this place.
    static func place(ofKey key: String, in parent: SpecKeyPath, here: Set<String>? = nil) -> SpecKeyPath? {
        var best: (path: SpecKeyPath, score: Int)?
        for known in SpecSchema.knownKeys(near: parent) {
            let isHere = known.path.components.dropLast() == parent.components[...]
            if isHere, let here, !here.contains(known.key) { continue }
            let nearest = ([known.key] + known.aliases).compactMap { distance(key, $0) }.min()
            guard let nearest, isHere || nearest <= 1 else { continue }
            let score = 2 * nearest + (isHere ? 0 : 1)
            if best.map({ score < $0.score }) ?? true { best = (known.path, score) }
        }
        return best?.path
    }
}
