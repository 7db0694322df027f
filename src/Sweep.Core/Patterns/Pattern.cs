namespace Sweep.Core.Patterns;

/// <summary>The five labelled regions of the square [-1, 1)² that the exercise learns.</summary>
public enum Pattern
{
    /// <summary>√(x₁² + x₂²) &lt; 0.75.</summary>
    Circle,

    /// <summary>|x₁| + |x₂| &lt; 1.</summary>
    Diamond,

    /// <summary>max(|x₁|, |x₂|) &lt; 0.5.</summary>
    CenteredSquare,

    /// <summary>−0.5 &lt; max(x₁, x₂) &lt; 0.5; the exercise as printed lost the "−.".</summary>
    ThickRightAngle,

    /// <summary>0 &lt; max(x₁, x₂) &lt; 0.5.</summary>
    ThinRightAngle,
}
