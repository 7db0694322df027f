namespace Sweep.Storage.Trials;

/// <summary>What the values of a <see cref="TrialField"/> are, and as what they are given.</summary>
public enum TrialFieldKind
{
    /// <summary><see cref="string"/></summary>
    Text,

    /// <summary><see cref="long"/></summary>
    Whole,

    /// <summary><see cref="double"/></summary>
    Real,

    /// <summary><see cref="bool"/></summary>
    Truth,

    /// <summary><see cref="DateTimeOffset"/></summary>
    Time,
}
