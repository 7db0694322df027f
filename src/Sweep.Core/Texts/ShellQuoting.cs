using System.Buffers;

namespace Sweep.Core.Texts;

/// <summary>Writes words so that they can be pasted into a POSIX shell.</summary>
public static class ShellQuoting
{
    private static readonly SearchValues<char> Harmless =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=,@+%");

    public static string Quote(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Length > 0 && !word.AsSpan().ContainsAnyExcept(Harmless) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
