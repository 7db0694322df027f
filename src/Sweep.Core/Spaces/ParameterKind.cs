namespace Sweep.Core.Spaces;

/// <summary>What the values of a parameter are.</summary>
public enum ParameterKind
{
    Text,
    Whole,
    Real,
    Truth,
}
