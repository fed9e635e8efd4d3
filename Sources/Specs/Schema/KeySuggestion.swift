import JSON
import Text

extension Suggestion {
    /// The place of the nearest key: one of the same object first, then one of elsewhere that is as near or nearer.
    /// - Parameter here: keys that the object may have; nil: all of those that any such object may have.
    package static func place(ofKey key: String, in parent: SpecKeyPath, here: Set<String>? = nil) -> SpecKeyPath? {
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
