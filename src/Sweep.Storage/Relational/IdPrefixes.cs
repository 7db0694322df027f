namespace Sweep.Storage.Relational;

/// <summary>Turns the printed start of an id into bounds, so that an index finds it.</summary>
internal static class IdPrefixes
{
    private const int Length = 36;

    public static bool TryGetBounds(string prefix, out Guid lowest, out Guid highest)
    {
        lowest = highest = default;
        return prefix.Length <= Length
            && Guid.TryParseExact(Fill(prefix, '0'), "D", out lowest)
            && Guid.TryParseExact(Fill(prefix, 'f'), "D", out highest);
    }

    private static string Fill(string prefix, char digit) => string.Create(Length, (prefix, digit), static (text, state) =>
    {
        text.Fill(state.digit);
        text[8] = text[13] = text[18] = text[23] = '-';
        state.prefix.CopyTo(text);
    });
}
