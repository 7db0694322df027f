using Spectre.Console.Rendering;
using Spectre.Console.Testing;

namespace Sweep.Client.Tests.Terminal;

/// <summary>What a view looks like on a terminal of a given width.</summary>
internal static class Drawing
{
    public static string[] Lines(IRenderable view, int width)
    {
        using var console = new TestConsole();
        console.Profile.Width = width;
        console.Write(view);
        return [.. console.Output.Split('\n').Select(line => line.TrimEnd())];
    }
}
