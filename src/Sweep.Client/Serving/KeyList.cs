using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Service.Views;
using Sweep.Storage.Keys;

namespace Sweep.Client.Serving;

/// <summary>What <c>sweep key list</c> shows.</summary>
internal static class KeyList
{
    // Texts that are cut to less tell nothing.
    private const int LeastText = 12;

    public static IRenderable Create(IReadOnlyList<KeyView> keys, TimeProvider clock, int width)
    {
        var table = new FittingTable(
        [
            new("id", Justify.Left, Least: LeastText),
            new("name", Justify.Left, Least: LeastText),
            new("scope", Justify.Left),
            new("state", Justify.Left),
            new("expires", Justify.Left, DropOrder: 1),
            new("used", Justify.Left, DropOrder: 2),
            new("made", Justify.Left, DropOrder: 3),
        ]);
        foreach (var key in keys)
        {
            table.AddRow(
                (key.Id, new Style(decoration: Decoration.Bold)),
                (Printable.Whole(key.Name), null),
                (key.Scope.ToName(), null),
                (key.State, null),
                (key.ExpiresAt is { } end ? Times.Show(end, clock) : "never", null),
                (key.LastUsedAt is { } used ? Times.Show(used, clock) : "never", null),
                (Times.Show(key.CreatedAt, clock), null));
        }

        return table.Fit(width);
    }
}
