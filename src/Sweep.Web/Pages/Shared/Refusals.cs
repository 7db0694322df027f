using Microsoft.AspNetCore.Http;
using Sweep.Service.Answers;

namespace Sweep.Web.Pages.Shared;

/// <summary>Refusals as pages.</summary>
internal static class Refusals
{
    public static IResult Page(Refusal refusal, string href = "/sweeps", string next = "All sweeps")
    {
        var (status, title) = refusal.Kind switch
        {
            RefusalKind.NotFound => (StatusCodes.Status404NotFound, "Not found"),
            RefusalKind.Gone => (StatusCodes.Status410Gone, "Gone"),
            RefusalKind.Invalid => (StatusCodes.Status400BadRequest, "This address or form is wrong"),
            RefusalKind.Conflict or RefusalKind.NotAllowed => (StatusCodes.Status409Conflict, "Not possible now"),
            _ => (StatusCodes.Status500InternalServerError, "The database holds something that cannot be shown"),
        };
        return PageResult.Of<MessagePage>(new MessageModel(title, refusal.Messages, href, next), status);
    }
}
