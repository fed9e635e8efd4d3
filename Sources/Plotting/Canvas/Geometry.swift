/// A place on the page: x to the right, y downwards, in points (1/72 inch) from the upper left corner.
public struct Point: Sendable, Equatable {
    /// Distance from the page's left edge.
    public var x: Double
    /// Distance from the page's upper edge.
    public var y: Double

    /// A point at `x` to the right, `y` down.
    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// Width and height in points.
public struct Size: Sendable, Equatable {
    /// Extent to the right.
    public var width: Double
    /// Extent downwards.
    public var height: Double

    /// A size of `width` by `height` points.
    public init(_ width: Double, _ height: Double) {
        self.width = width
        self.height = height
    }
}

/// An upright rectangle, in points.
public struct Rect: Sendable, Equatable {
    /// Left edge.
    public var x: Double
    /// Upper edge.
    public var y: Double
    /// Extent to the right.
    public var width: Double
    /// Extent downwards.
    public var height: Double

    /// A rectangle by its upper left corner and its size.
    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// Left edge.
    public var minX: Double { x }
    /// Right edge.
    public var maxX: Double { x + width }
    /// Upper edge.
    public var minY: Double { y }
    /// Lower edge.
    public var maxY: Double { y + height }
    /// Middle between left and right.
    public var midX: Double { x + width / 2 }
    /// Middle between top and bottom.
    public var midY: Double { y + height / 2 }

    /// Whether the two share an area. Edges that touch (up to a hundredth of a point) share none.
    public func overlaps(_ other: Rect) -> Bool {
        let slack = 0.01
        return minX < other.maxX - slack && other.minX < maxX - slack && minY < other.maxY - slack
            && other.minY < maxY - slack
    }

    /// Whether `other` lies within, up to a hundredth of a point.
    public func contains(_ other: Rect) -> Bool {
        let slack = 0.01
        return other.minX >= minX - slack && other.maxX <= maxX + slack && other.minY >= minY - slack
            && other.maxY <= maxY + slack
    }

    /// The rectangle, smaller by `margin` on every side (larger if negative). Its size is never negative.
    public func inset(by margin: Double) -> Rect {
        Rect(
            x: x + margin, y: y + margin, width: max(0, width - 2 * margin), height: max(0, height - 2 * margin))
    }
}
