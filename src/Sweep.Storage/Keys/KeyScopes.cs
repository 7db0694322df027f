namespace Sweep.Storage.Keys;

/// <summary>The scopes of keys by name, as in SQL and on the command line: <c>read</c>, <c>write</c>, <c>admin</c>.</summary>
public static class KeyScopes
{
    public static IReadOnlyList<string> All { get; } = ["read", "write", "admin"];

    public static string ToName(this KeyScope scope) => All[(int)scope];

    public static bool TryParse(string? name, out KeyScope scope)
    {
        for (var k = 0; k < All.Count; k++)
        {
            if (All[k] != name)
                continue;
            scope = (KeyScope)k;
            return true;
        }

        scope = default;
        return false;
    }
}
