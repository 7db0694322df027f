using ScottPlot;
using SkiaSharp;

namespace Sweep.Client.Plots;

/// <summary>
/// DejaVu Sans out of this assembly, for all text of all pictures: a bare machine has no font, and pictures look the same everywhere.
/// </summary>
internal sealed class EmbeddedFont : IFontResolver
{
    public const string Name = "DejaVu Sans";

    private const string Resource = "Sweep.Client.Plots.Fonts.DejaVuSans.ttf";

    private static readonly Lazy<bool> Registration = new(Register);

    private readonly SKTypeface _typeface;

    private EmbeddedFont(SKTypeface typeface) => _typeface = typeface;

    /// <summary>Makes it the font of every plot of this process; call before the first one.</summary>
    public static void Use() => _ = Registration.Value;

    /// <summary>The one face, whatever is asked for: titles have weight enough by their size.</summary>
    public SKTypeface CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => _typeface;

    public SKTypeface CreateTypeface(string fontName, bool bold, bool italic) => _typeface;

    private static bool Register()
    {
        using var stream = typeof(EmbeddedFont).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the assembly lacks its font {Resource}");
        using var data = SKData.Create(stream);
        var typeface = SKTypeface.FromData(data)
            ?? throw new InvalidOperationException($"the font {Resource} cannot be read");
        ScottPlot.Fonts.FontResolvers.Insert(0, new EmbeddedFont(typeface));
        ScottPlot.Fonts.Reset();
        ScottPlot.Fonts.Default = Name;
        return true;
    }
}
