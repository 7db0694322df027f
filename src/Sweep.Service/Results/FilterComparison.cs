namespace Sweep.Service.Results;

/// <summary>How a column is compared with a value.</summary>
public enum FilterComparison
{
    Equal,
    NotEqual,
    AtLeast,
    AtMost,
    Above,
    Below,
}
