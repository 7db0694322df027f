namespace Sweep.Core.Specs;

/// <summary>From where a sweep takes results that are there already, instead of training them again.</summary>
public enum ReuseScope
{
    None,
    Database,
}
