using Spectre.Console;

namespace Sweep.Client.Terminal;

/// <summary>A column of a <see cref="FittingTable"/>.</summary>
/// <param name="Heading">Of one or two lines.</param>
/// <param name="Alignment">Words to the left, numbers to the right.</param>
/// <param name="DropOrder">1 is left out first where the terminal is narrow; 0 never.</param>
internal sealed record FittingColumn(string Heading, Justify Alignment, int DropOrder = 0);
