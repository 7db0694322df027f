using Sweep.Core.Texts;
using Sweep.Service.Sweeps;

namespace Sweep.Web.Pages.Sweeps;

/// <summary>What the editor shows.</summary>
/// <param name="Text">The spec.</param>
/// <param name="Key">Makes sending it twice the same as once.</param>
/// <param name="Problems">All that is wrong with it.</param>
/// <param name="Checked">The spec where nothing is wrong; null where it was not looked at.</param>
public sealed record NewSweepModel(string Text, string Key, IReadOnlyList<Problem> Problems, ValidSpec? Checked);
