import { useQuery } from "@tanstack/react-query";
import { fetchLogin } from "../api/auth";
import { keys } from "../api/keys";
import { useProjectId } from "../url/useUrl";

/** The reader and their projects; an error with status 401 means that nobody is logged in. */
export function useLogin() {
  return useQuery({
    queryKey: keys.login,
    queryFn: ({ signal }) => fetchLogin(signal),
    staleTime: 60_000,
    retry: false,
  });
}

export function useProject() {
  const id = useProjectId();
  return useLogin().data?.projects.find((project) => project.id === id);
}
