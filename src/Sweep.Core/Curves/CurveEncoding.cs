namespace Sweep.Core.Curves;

/// <summary>How a store takes curves, which decides how much memory storing one takes.</summary>
public enum CurveEncoding
{
    /// <summary>Numbers of four bytes that are sent in pieces.</summary>
    Pieces,

    /// <summary>Two texts that must be there whole, and are copied whole into the row.</summary>
    WholeTexts,
}
