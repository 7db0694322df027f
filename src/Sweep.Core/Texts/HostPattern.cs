namespace Sweep.Core.Texts;

/// <summary>Names of hosts as operators write them: a name, <c>*.example.org</c> for all below it, <c>*</c> for any.</summary>
public static class HostPattern
{
    public static bool Matches(string pattern, string host)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(host);
        return pattern == "*"
            || pattern.Equals(host, StringComparison.OrdinalIgnoreCase)
            || (pattern.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase));
    }
}
